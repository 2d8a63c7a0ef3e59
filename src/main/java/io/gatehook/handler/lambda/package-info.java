/**
 * Handler {@code lambda}: Lua functions of the operator.
 *
 * <p>May depend on {@code handler} and what that may, on {@code lua} and on {@code text}.
 */
@NullMarked
package io.gatehook.handler.lambda;

import org.jspecify.annotations.NullMarked;
