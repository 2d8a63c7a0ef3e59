/**
 * Handler {@code webhook}: POST of the event as JSON, signed.
 *
 * <p>May depend on {@code handler} and what that may, and on {@code http}.
 */
@NullMarked
package io.gatehook.handler.webhook;

import org.jspecify.annotations.NullMarked;
