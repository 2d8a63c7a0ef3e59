/**
 * What a destination template may call: its tools, and the reading methods of plain values. Public,
 * since the engine calls by reflection.
 *
 * <p>May depend on {@code json}.
 */
@NullMarked
package io.gatehook.destination.tool;

import org.jspecify.annotations.NullMarked;
