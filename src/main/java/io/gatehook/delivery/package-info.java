/**
 * The durable queue between an event and its hooks: record, claim, call, decide, rescue, clean.
 *
 * <p>May depend on {@code hook} and what that may, and on {@code text}.
 */
@NullMarked
package io.gatehook.delivery;

import org.jspecify.annotations.NullMarked;
