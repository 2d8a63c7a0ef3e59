/**
 * What the operator configured: event hooks, how they are kept, and which of them want an event.
 *
 * <p>May depend on {@code handler} and what that may.
 */
@NullMarked
package io.gatehook.hook;

import org.jspecify.annotations.NullMarked;
