package io.gatehook.delivery.queue;

import io.gatehook.delivery.Outcome;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt on its way into the store.
 *
 * @param error null: none
 */
public record AttemptRecord(
    Instant startedAt,
    Duration duration,
    Outcome outcome,
    @Nullable String error,
    Exchange exchange) {

  /** One whose end nobody saw. */
  public static AttemptRecord lost(Instant rescuedAt) {
    return new AttemptRecord(
        rescuedAt,
        Duration.ZERO,
        Outcome.UNKNOWN,
        "the node died or lost its claim during the call",
        Exchange.NONE);
  }

  /** The same, without what was said if the event was erased meanwhile. */
  AttemptRecord unlessErased(boolean erased) {
    return erased ? new AttemptRecord(startedAt, duration, outcome, error, Exchange.NONE) : this;
  }

  public static AttemptRecord of(HandlerResult result, Instant startedAt, Duration duration) {
    if (result instanceof HandlerResult.Retryable retryable) {
      return new AttemptRecord(
          startedAt, duration, Outcome.RETRYABLE, retryable.reason(), result.exchange());
    }
    if (result instanceof HandlerResult.Rejected rejected) {
      return new AttemptRecord(
          startedAt, duration, Outcome.REJECTED, rejected.reason(), result.exchange());
    }
    return new AttemptRecord(startedAt, duration, Outcome.DELIVERED, null, result.exchange());
  }
}
