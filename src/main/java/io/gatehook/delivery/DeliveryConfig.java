package io.gatehook.delivery;

import java.time.Duration;

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

  public DeliveryConfig {
    if (inFlight < 1 || inFlight > MAX_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "in-flight must be 1 to %d: %d".formatted(MAX_IN_FLIGHT, inFlight));
    }
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("lease must be at least 1 s: " + lease);
    }
  }

  /** A call that takes longer does not speak for its hook. */
  public Duration slow() {
    return callTimeout.dividedBy(3);
  }

  public Duration lostAfter() {
    return callTimeout.multipliedBy(LOST_AFTER_TIMEOUTS);
  }

  /** How often the lease is renewed, and stale claims are looked for. */
  public Duration heartbeat() {
    return lease.dividedBy(3);
  }
}
