/**
 * The one outbound HTTP client: time limits, size limits, TLS, and what counts as not sent.
 *
 * <p>Depends on nothing of Gatehook.
 */
@NullMarked
package io.gatehook.http;

import org.jspecify.annotations.NullMarked;
