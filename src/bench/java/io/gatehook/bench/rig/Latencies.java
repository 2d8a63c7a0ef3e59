package io.gatehook.bench.rig;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in steps of a tenth of a millisecond; what is over ten seconds counts as that.
 */
final class Latencies {
  private static final int STEPS = 100_000;
  private static final double STEP_MS = 0.1;

  private final AtomicLongArray counts = new AtomicLongArray(STEPS + 1);

  void add(double milliseconds) {
    int step = (int) Math.max(0, Math.min(STEPS, milliseconds / STEP_MS));
    counts.incrementAndGet(step);
  }

  /** In ms; 0 where nothing was counted. */
  double percentile(double percent) {
    long all = 0;
    for (int i = 0; i <= STEPS; i++) {
      all += counts.get(i);
    }
    double wanted = all * percent / 100;
    long seen = 0;
    for (int i = 0; i <= STEPS && all > 0; i++) {
      seen += counts.get(i);
      if (seen >= wanted) {
        return i * STEP_MS;
      }
    }
    return 0;
  }
}
