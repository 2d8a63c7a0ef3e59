package io.gatehook.delivery.health;

import java.time.Duration;
import java.time.Instant;

/**
 * What follows when a hook fails for long.
 *
 * @param disableAfter a hook that has been failing for so long is disabled; zero: none is
 */
public record HealthConfig(Duration disableAfter) {
  public HealthConfig {
    if (disableAfter.isNegative()) {
      throw new IllegalArgumentException("disable-after must not be negative: " + disableAfter);
    }
  }

  boolean disablesAny() {
    return !disableAfter.isZero();
  }

  /**
   * Whether a hook is to be disabled. The last failure that is known must be as late: one that
   * failed long ago and was not called since is given another chance.
   */
  boolean disables(HookHealth health) {
    Instant since = health.periodSince();
    Instant failedAt = health.lastFailure();
    return disablesAny()
        && health.isFailing()
        && since != null
        && failedAt != null
        && !failedAt.isBefore(since.plus(disableAfter));
  }
}
