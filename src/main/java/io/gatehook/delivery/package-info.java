/**
 * The durable queue between an event and its hooks: what all its parts speak of.
 *
 * <p>May depend on {@code hook} and what that may, on {@code sql} and {@code text}; not on its own
 * sub-packages, one of which has each step: recording, suppression, queue, dispatch, health, retry,
 * upkeep, operator.
 */
@NullMarked
package io.gatehook.delivery;

import org.jspecify.annotations.NullMarked;
