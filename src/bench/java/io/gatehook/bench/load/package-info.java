/**
 * What the whole line carries, from end to end.
 *
 * <p>May depend on the benchmarks' own package, {@code rig} and {@code traffic}; not on the
 * product, of which it knows the HTTP API and the schema of the database.
 */
@NullMarked
package io.gatehook.bench.load;

import org.jspecify.annotations.NullMarked;
