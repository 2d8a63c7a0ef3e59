/**
 * Keeps house: leases of nodes, rescue of stale claims, cleaning of what is old.
 *
 * <p>May depend on {@code delivery} and its other parts, and {@code sql}.
 */
@NullMarked
package io.gatehook.delivery.upkeep;

import org.jspecify.annotations.NullMarked;
