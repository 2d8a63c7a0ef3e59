/**
 * What Lua costs, measured with JMH.
 *
 * <p>May depend on the benchmarks' own package and {@code io.gatehook.lua}.
 */
@NullMarked
package io.gatehook.bench.lua;

import org.jspecify.annotations.NullMarked;
