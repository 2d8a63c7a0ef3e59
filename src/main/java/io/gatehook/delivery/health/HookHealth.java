package io.gatehook.delivery.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the receiver of a hook does, as of its last change.
 *
 * @param failingSince the first of the failures since which no call worked; null: it works
 * @param lastSuccess the last call that worked before that, or that ended it; null: none is known
 * @param lastFailure the failure that showed it to be failing, or to fail for too long; null: it
 *     never was
 * @param reason of that failure
 * @param periodSince since when failures count towards disabling it; null: it was never failing
 */
public record HookHealth(
    @Nullable Instant failingSince,
    @Nullable Instant lastSuccess,
    @Nullable Instant lastFailure,
    @Nullable String reason,
    @Nullable Instant periodSince) {

  /** Of a hook that never failed for long. */
  static final HookHealth UNKNOWN = new HookHealth(null, null, null, null, null);

  HookHealth recovered(Instant at) {
    return new HookHealth(null, at, lastFailure, reason, periodSince);
  }

  HookHealth failedAgain(Instant at, @Nullable String why) {
    return new HookHealth(failingSince, lastSuccess, at, why, periodSince);
  }

  public boolean isFailing() {
    return failingSince != null;
  }
}
