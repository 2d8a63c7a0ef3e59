/**
 * From a fired worker event to committed rows: match, drop duplicates, suppress, record.
 *
 * <p>May depend on {@code delivery}, its {@code queue} and {@code suppression}, {@code hook},
 * {@code sql}.
 */
@NullMarked
package io.gatehook.delivery.recording;

import org.jspecify.annotations.NullMarked;
