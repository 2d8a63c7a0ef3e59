/**
 * How long the server takes to be ready, and what it takes for it, in the ways to run it.
 *
 * <p>May depend on the benchmarks' own package and {@code rig}, and for the flags of {@code mvn
 * -Prun} on {@code io.gatehook.runtime.launch}.
 */
@NullMarked
package io.gatehook.bench.start;

import org.jspecify.annotations.NullMarked;
