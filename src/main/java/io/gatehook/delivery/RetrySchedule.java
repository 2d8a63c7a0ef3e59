package io.gatehook.delivery;

import java.time.Duration;
import java.util.List;

/**
 * The waits between the attempts of a delivery.
 *
 * @param waits the first one follows the first attempt; empty: a single attempt
 */
public record RetrySchedule(List<Duration> waits) {
  /** Longest schedule. */
  public static final int MAX_WAITS = 50;

  public RetrySchedule {
    waits = List.copyOf(waits);
    if (waits.size() > MAX_WAITS) {
      throw new IllegalArgumentException(
          "retry schedule has more than %d waits".formatted(MAX_WAITS));
    }
    for (Duration wait : waits) {
      if (wait.isNegative()) {
        throw new IllegalArgumentException("retry schedule has a negative wait: " + wait);
      }
    }
  }
}
