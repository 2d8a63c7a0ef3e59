/**
 * Destination templates: ready-made request bodies for known receivers, Velocity files that the
 * operator installs or that ship with Gatehook. Knows nothing of hooks.
 *
 * <p>May depend on {@code json}.
 */
@NullMarked
package io.gatehook.destination;

import org.jspecify.annotations.NullMarked;
