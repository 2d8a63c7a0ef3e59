package io.gatehook.delivery;

import io.gatehook.hook.DeliveryOptions;
import io.gatehook.json.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * How deliveries are made.
 *
 * @param schedule waits between attempts
 * @param maxAge no attempt starts later than this after the first could have
 * @param inFlight calls at one time on this node
 * @param lease how long a silent node keeps its claims
 * @param callTimeout the handlers' time limit, which tells a long call from a lost one
 * @param drain how long a stop waits for calls in flight
 */
public record DeliveryConfig(
    RetrySchedule schedule,
    Duration maxAge,
    int inFlight,
    Duration lease,
    Duration callTimeout,
    Duration drain) {
  /** Most calls at one time: the size of the executor. */
  public static final int MAX_IN_FLIGHT = 500;

  /** A claim of our own that is older than so many call time limits was lost. */
  static final int LOST_AFTER_TIMEOUTS = 10;

  private static final Duration LONGEST_OF_HOOKS =
      Durations.of(DeliveryOptions.MAX_TIMEOUT).multipliedBy(2);

  public DeliveryConfig {
    if (inFlight < 1 || inFlight > MAX_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "in-flight must be 1 to %d: %d".formatted(MAX_IN_FLIGHT, inFlight));
    }
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("lease must be at least 1 s: " + lease);
    }
  }

  /** A call that takes longer does not speak for its hook, which may set a shorter time limit. */
  public Duration slow(Optional<Duration> ownTimeout) {
    return ownTimeout
        .filter(own -> own.compareTo(callTimeout) < 0)
        .orElse(callTimeout)
        .dividedBy(3);
  }

  /** A claim of our own that is older was lost; no call takes that long, whatever its hook says. */
  public Duration lostAfter() {
    Duration lost = callTimeout.multipliedBy(LOST_AFTER_TIMEOUTS);
    return lost.compareTo(LONGEST_OF_HOOKS) > 0 ? lost : LONGEST_OF_HOOKS;
  }

  /** How often the lease is renewed, and stale claims are looked for. */
  public Duration heartbeat() {
    return lease.dividedBy(3);
  }
}
