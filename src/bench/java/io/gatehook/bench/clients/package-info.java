/**
 * The same calls through several HTTP clients.
 *
 * <p>May depend on the benchmarks' own package, {@code rig}, {@code traffic} and {@code
 * io.gatehook.http}.
 */
@NullMarked
package io.gatehook.bench.clients;

import org.jspecify.annotations.NullMarked;
