/**
 * The event hooks as they are kept, and as they are loaded to be matched and called.
 *
 * <p>May depend on {@code hook}, its {@code match}, and {@code handler}.
 */
@NullMarked
package io.gatehook.hook.registry;

import org.jspecify.annotations.NullMarked;
