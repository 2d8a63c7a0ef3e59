/**
 * What the operator configured: event hooks. The sub-packages say what makes one valid, which of
 * them want an event, how they are kept, and what can be done with them.
 *
 * <p>May depend on {@code handler} and what that may.
 */
@NullMarked
package io.gatehook.hook;

import org.jspecify.annotations.NullMarked;
