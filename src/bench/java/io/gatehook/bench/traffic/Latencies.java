package io.gatehook.bench.traffic;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in steps of a hundredth of a millisecond; what is over ten seconds counts as
 * that, what is under zero as zero.
 */
public final class Latencies {
  private static final int STEPS = 1_000_000;
  private static final double STEP_MS = 0.01;

  private final AtomicLongArray counts = new AtomicLongArray(STEPS + 1);

  public void add(double milliseconds) {
    int step = (int) Math.max(0, Math.min(STEPS, milliseconds / STEP_MS));
    counts.incrementAndGet(step);
  }

  /** In ms; 0 where nothing was counted. */
  public double percentile(double percent) {
    double wanted = count() * percent / 100;
    long seen = 0;
    for (int i = 0; i <= STEPS && wanted > 0; i++) {
      seen += counts.get(i);
      if (seen >= wanted) {
        return i * STEP_MS;
      }
    }
    return 0;
  }

  public long count() {
    long all = 0;
    for (int i = 0; i <= STEPS; i++) {
      all += counts.get(i);
    }
    return all;
  }
}
