package io.gatehook.delivery.operator;

import io.gatehook.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list; null: any.
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

  /** The same, of one hook only. */
  public DeliveryFilter ofHook(UUID hook) {
    return new DeliveryFilter(status, hook, source, event, since, until);
  }
}
