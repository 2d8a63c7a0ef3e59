/**
 * Decides what follows an attempt.
 *
 * <p>May depend on {@code delivery} and {@code handler}.
 */
@NullMarked
package io.gatehook.delivery.retry;

import org.jspecify.annotations.NullMarked;
