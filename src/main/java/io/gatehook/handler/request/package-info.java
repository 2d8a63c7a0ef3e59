/**
 * What the handlers share that call a URL: a hook's settings of it, the signature, what the answer
 * means. No handler of its own.
 *
 * <p>May depend on {@code handler} and what that may, and on {@code http}.
 */
@NullMarked
package io.gatehook.handler.request;

import org.jspecify.annotations.NullMarked;
