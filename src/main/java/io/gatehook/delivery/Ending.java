package io.gatehook.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What became of a claimed delivery, ready to be recorded.
 *
 * @param attempt null: there was nothing to call
 */
record Ending(ClaimedDelivery delivery, @Nullable AttemptRecord attempt, NextStep step) {}
