package io.gatehook.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts durations by how long they are. */
final class Histogram {
  private static final List<String> BOUNDS =
      List.of(
          "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5",
          "5.0", "15.0", "60.0", "600.0", "3600.0");
  private static final long[] BOUND_NANOS =
      BOUNDS.stream().mapToLong(bound -> Math.round(Double.parseDouble(bound) * 1e9)).toArray();

  /** One more than there are bounds, for what is above them all. */
  private final LongAdder[] counts =
      Stream.generate(LongAdder::new).limit(BOUNDS.size() + 1L).toArray(LongAdder[]::new);

  private final LongAdder nanos = new LongAdder();

  void add(long duration) {
    int bucket = 0;
    while (bucket < BOUND_NANOS.length && duration > BOUND_NANOS[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    nanos.add(Math.max(0, duration));
  }

  /** What is longer than 292 years is cut. */
  void add(Duration duration) {
    boolean tooLong = duration.toSeconds() >= Long.MAX_VALUE / 1_000_000_000;
    add(tooLong ? Long.MAX_VALUE : duration.toNanos());
  }

  /** The cumulative buckets, the sum in seconds and the count. */
  void write(Page page, String name, String labels) {
    String before = labels.isEmpty() ? "" : labels + ",";
    long sofar = 0;
    for (int i = 0; i < counts.length; i++) {
      sofar += counts[i].sum();
      String bound = i < BOUNDS.size() ? BOUNDS.get(i) : "+Inf";
      page.sample(name + "_bucket", before + Page.label("le", bound), (double) sofar);
    }
    page.sample(name + "_sum", labels, nanos.sum() / 1e9);
    page.sample(name + "_count", labels, (double) sofar);
  }
}
