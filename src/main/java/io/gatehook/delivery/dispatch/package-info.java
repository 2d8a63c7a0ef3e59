/**
 * From a due delivery to a recorded attempt: claim, call, decide, record.
 *
 * <p>May depend on {@code delivery}, its {@code queue} and {@code retry}, {@code hook} and {@code
 * handler}.
 */
@NullMarked
package io.gatehook.delivery.dispatch;

import org.jspecify.annotations.NullMarked;
