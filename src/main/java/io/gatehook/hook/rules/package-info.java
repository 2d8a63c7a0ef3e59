/**
 * What makes an event hook complete and valid.
 *
 * <p>May depend on {@code hook}, {@code handler} and what that may.
 */
@NullMarked
package io.gatehook.hook.rules;

import org.jspecify.annotations.NullMarked;
