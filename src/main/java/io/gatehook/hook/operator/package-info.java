/**
 * What an operator may do with event hooks.
 *
 * <p>May depend on {@code hook} and its other parts, and what these may.
 */
@NullMarked
package io.gatehook.hook.operator;

import org.jspecify.annotations.NullMarked;
