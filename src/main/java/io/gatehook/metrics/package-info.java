/**
 * What is measured, and how Prometheus reads it. Plain Java: counting takes no lock and makes no
 * object.
 *
 * <p>Depends on nothing of Gatehook.
 */
@NullMarked
package io.gatehook.metrics;

import org.jspecify.annotations.NullMarked;
