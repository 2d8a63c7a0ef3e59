/**
 * Starts, configures and stops everything: clock, settings, executors, timers, health.
 *
 * <p>May depend on every package; no package depends on it.
 */
@NullMarked
package io.gatehook.runtime;

import org.jspecify.annotations.NullMarked;
