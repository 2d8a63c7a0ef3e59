/**
 * Which event hooks want an event, and what they take for the same event again.
 *
 * <p>May depend on {@code hook}, {@code event} and {@code json}.
 */
@NullMarked
package io.gatehook.hook.match;

import org.jspecify.annotations.NullMarked;
