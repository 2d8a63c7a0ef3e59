/**
 * Measures what docs/performance.md states; run by {@code mvn -Pbench verify}, no part of the
 * product.
 *
 * <p>May depend on the packages that it measures.
 */
@NullMarked
package io.gatehook.bench;

import org.jspecify.annotations.NullMarked;
