package io.gatehook.delivery.operator;

import io.gatehook.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are meant; null: any.
 *
 * @param since created then or later
 * @param until created before
 */
public record DeliveryFilter(
    @Nullable DeliveryStatus status,
    @Nullable UUID eventHook,
    @Nullable String source,
    @Nullable String event,
    @Nullable Instant since,
    @Nullable Instant until) {

  /** Whether it matches every delivery. */
  public boolean isEmpty() {
    return equals(new DeliveryFilter(null, null, null, null, null, null));
  }

  /** The same, of one hook only. */
  public DeliveryFilter ofHook(UUID hook) {
    return new DeliveryFilter(status, hook, source, event, since, until);
  }
}
