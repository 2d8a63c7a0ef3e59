/**
 * The rows of the queue: every move of a delivery, and its attempts.
 *
 * <p>May depend on {@code delivery}, its {@code retry} and {@code suppression}, and {@code sql}.
 */
@NullMarked
package io.gatehook.delivery.queue;

import org.jspecify.annotations.NullMarked;
