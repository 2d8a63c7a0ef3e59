package io.gatehook.delivery.retry;

import io.gatehook.delivery.RetrySchedule;
import io.gatehook.handler.HandlerResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Decides what follows an attempt. Pure but for the jitter, whose source is handed in. */
public final class RetryPolicy {
  /** A wait is drawn from this share below to this share above the scheduled one. */
  static final double JITTER = 0.2;

  /** A receiver's Retry-After counts up to this many scheduled waits. */
  static final int MAX_RETRY_AFTER_WAITS = 4;

  /** So many nodes in a row died, or stalled, on one delivery: it is the delivery. */
  static final int MAX_RESCUES = 5;

  private final RetrySchedule schedule;
  private final Duration maxAge;
  private final DoubleSupplier random;

  /**
   * @param maxAge no attempt starts later than this after the schedule was started
   * @param random uniform in [0, 1)
   */
  public RetryPolicy(RetrySchedule schedule, Duration maxAge, DoubleSupplier random) {
    this.schedule = schedule;
    this.maxAge = maxAge;
    this.random = random;
  }

  /** The same policy for a hook that has a maximum age of its own. */
  public RetryPolicy within(Duration ownMaxAge) {
    return new RetryPolicy(schedule, ownMaxAge, random);
  }

  /** The same policy for a hook that has a schedule of its own. */
  public RetryPolicy on(RetrySchedule own) {
    return new RetryPolicy(own, maxAge, random);
  }

  /**
   * Decides before an attempt; empty: it may be made.
   *
   * @param scheduledFrom when the schedule was started
   */
  public Optional<NextStep> expired(Instant scheduledFrom, Instant now) {
    return now.isAfter(scheduledFrom.plus(maxAge))
        ? Optional.of(new NextStep.Exhaust("too old for an attempt"))
        : Optional.empty();
  }

  /**
   * Decides after an answer.
   *
   * @param step retries already taken since the schedule was started
   * @param scheduledFrom when the schedule was started
   */
  public NextStep decide(HandlerResult result, int step, Instant scheduledFrom, Instant now) {
    if (result instanceof HandlerResult.Delivered) {
      return new NextStep.Done();
    }
    if (result instanceof HandlerResult.Rejected rejected) {
      return new NextStep.Reject(rejected.reason());
    }
    return retry((HandlerResult.Retryable) result, step, scheduledFrom, now);
  }

  /**
   * Decides after a stale claim: at once again, in the same place of the schedule.
   *
   * @param rescues stale claims in a row before this one
   */
  public NextStep rescue(int rescues, Instant now) {
    if (rescues + 1 >= MAX_RESCUES) {
      return new NextStep.Exhaust("%d nodes in a row died on it".formatted(rescues + 1));
    }
    return new NextStep.RetryAt(now, "rescued from a dead or stalled node");
  }

  private NextStep retry(
      HandlerResult.Retryable failure, int step, Instant scheduledFrom, Instant now) {
    if (step >= schedule.waits().size()) {
      return new NextStep.Exhaust(failure.reason());
    }
    Duration scheduled = schedule.waits().get(step);
    Duration wait = jittered(scheduled);
    if (failure.retryAfter() != null) {
      wait = max(wait, min(failure.retryAfter(), scheduled.multipliedBy(MAX_RETRY_AFTER_WAITS)));
    }
    Instant next = now.plus(wait);
    if (next.isAfter(scheduledFrom.plus(maxAge))) {
      return new NextStep.Exhaust(failure.reason() + "; too old for another attempt");
    }
    return new NextStep.RetryAt(next, failure.reason());
  }

  private Duration jittered(Duration wait) {
    double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
