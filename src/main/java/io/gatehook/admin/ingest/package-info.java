/**
 * From the body of {@code POST /worker-events} to worker events: one, an array or lines, gzip or
 * not, every limit and every member checked.
 *
 * <p>May depend on {@code event}, {@code schema} and {@code json}.
 */
@NullMarked
package io.gatehook.admin.ingest;

import org.jspecify.annotations.NullMarked;
