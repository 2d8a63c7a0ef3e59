/**
 * What is measured, and how Prometheus reads it. Plain Java around Prometheus' library: counting
 * takes no lock.
 *
 * <p>Depends on nothing of Gatehook.
 */
@NullMarked
package io.gatehook.metrics;

import org.jspecify.annotations.NullMarked;
