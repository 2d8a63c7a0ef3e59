/**
 * What is counted of deliveries, by the handler of their hook.
 *
 * <p>May depend on {@code delivery.queue}, {@code delivery.retry}, {@code hook}, {@code handler}
 * and {@code metrics}.
 */
@NullMarked
package io.gatehook.delivery.meter;

import org.jspecify.annotations.NullMarked;
