/**
 * What snooze and on_change hold back, remembered in the store for all nodes.
 *
 * <p>May depend on {@code delivery}, {@code hook} and {@code sql}.
 */
@NullMarked
package io.gatehook.delivery.suppression;

import org.jspecify.annotations.NullMarked;
