package io.gatehook.rate;

import java.time.Duration;

/**
 * Tokens that come at a steady rate and are kept for a second. Who takes more than there are makes
 * up for it by waiting. Full at first; not safe for threads.
 */
public final class TokenBucket {
  private static final double NANOS = 1e9;

  private double tokens = Double.POSITIVE_INFINITY;
  private long filledAt;

  /**
   * Adds what has come since the last time.
   *
   * @param perSecond the rate since then, and the most that are kept, but for rates below one
   * @param now as of {@link System#nanoTime()}
   */
  public void fill(double perSecond, long now) {
    double filled = tokens + (now - filledAt) / NANOS * perSecond;
    tokens = Math.min(filled, Math.max(1, perSecond));
    filledAt = now;
  }

  /** Whole tokens that are there; below zero while more were taken than there were. */
  public int room() {
    return (int) Math.floor(tokens);
  }

  public void take(int count) {
    tokens -= count;
  }

  /** Time until there is one again, zero if there is. */
  public Duration untilNext(double perSecond) {
    double missing = Math.max(0, 1 - tokens);
    return Duration.ofNanos((long) Math.ceil(missing / perSecond * NANOS));
  }
}
