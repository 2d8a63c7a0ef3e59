package io.gatehook.delivery.retry;

import io.gatehook.delivery.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a delivery after an attempt. */
public sealed interface NextStep {

  /** The state that it moves to. */
  DeliveryStatus status();

  /** Why; null: as it should be. */
  default @Nullable String reason() {
    return null;
  }

  /** Not before this; null: no other attempt. */
  default @Nullable Instant nextAttemptAt() {
    return null;
  }

  /** It is delivered. */
  record Done() implements NextStep {
    @Override
    public DeliveryStatus status() {
      return DeliveryStatus.DELIVERED;
    }
  }

  /** Another attempt, not before this. */
  record RetryAt(Instant nextAttemptAt, String reason) implements NextStep {
    @Override
    public DeliveryStatus status() {
      return DeliveryStatus.PENDING;
    }
  }

  /** No attempt is left. */
  record Exhaust(String reason) implements NextStep {
    @Override
    public DeliveryStatus status() {
      return DeliveryStatus.EXHAUSTED;
    }
  }

  /** No attempt would help. */
  record Reject(String reason) implements NextStep {
    @Override
    public DeliveryStatus status() {
      return DeliveryStatus.REJECTED;
    }
  }

  /** Nobody is left to call. */
  record Cancel(String reason) implements NextStep {
    @Override
    public DeliveryStatus status() {
      return DeliveryStatus.CANCELLED;
    }
  }
}
