/**
 * Handler {@code log}: a line in the server log.
 *
 * <p>May depend on {@code handler} and what that may.
 */
@NullMarked
package io.gatehook.handler.log;

import org.jspecify.annotations.NullMarked;
