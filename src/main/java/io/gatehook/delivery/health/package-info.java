/**
 * How the receivers of hooks do, as all nodes see it, and what Gatehook tells of that.
 *
 * <p>May depend on {@code delivery} and its {@code queue}, {@code hook}, {@code event} and {@code
 * sql}.
 */
@NullMarked
package io.gatehook.delivery.health;

import org.jspecify.annotations.NullMarked;
