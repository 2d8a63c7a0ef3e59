/**
 * Handler {@code webhook-custom}: a request whose headers and body are templates.
 *
 * <p>May depend on {@code handler} and what that may, on {@code http}, {@code lua} and {@code
 * destination}.
 */
@NullMarked
package io.gatehook.handler.webhookcustom;

import org.jspecify.annotations.NullMarked;
