/**
 * Starts and ends the processes of a benchmark, and says what they used.
 *
 * <p>May depend on {@code traffic}; not on the product, of which it knows the HTTP API and the
 * schema of the database.
 */
@NullMarked
package io.gatehook.bench.rig;

import org.jspecify.annotations.NullMarked;
