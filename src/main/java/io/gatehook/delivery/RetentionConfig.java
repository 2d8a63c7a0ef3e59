package io.gatehook.delivery;

import java.time.Duration;

/**
 * How long things are kept.
 *
 * @param delivered deliveries that reached their receiver
 * @param other deliveries that ended in another way
 * @param idempotencyWindow senders' keys
 */
public record RetentionConfig(Duration delivered, Duration other, Duration idempotencyWindow) {
  /** For deliveries that ended like this. */
  public Duration of(DeliveryStatus finished) {
    return finished == DeliveryStatus.DELIVERED ? delivered : other;
  }
}
