package io.gatehook.delivery.queue;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.retry.NextStep;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claimed delivery, ready to be recorded.
 *
 * @param attempt null: there was nothing to call
 */
public record Ending(ClaimedDelivery delivery, @Nullable AttemptRecord attempt, NextStep step) {
  public boolean isDelivered() {
    return step.status() == DeliveryStatus.DELIVERED;
  }
}
