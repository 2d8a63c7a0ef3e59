package io.gatehook.metrics;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The data points of a metric with up to two labels, each looked up in the library once. The values
 * of the first label are bounded: what comes beyond that is counted as {@value #OTHER}.
 */
final class Series<D> {
  /** Stands for the values that are too many. */
  static final String OTHER = "other";

  private final BiFunction<String, String, D> lookup;
  private final int most;
  private final ConcurrentHashMap<String, ConcurrentHashMap<String, D>> points =
      new ConcurrentHashMap<>();

  /**
   * @param most values of the first label besides those that were there first
   * @param lookup by the values of both labels
   */
  Series(Collection<String> known, int most, BiFunction<String, String, D> lookup) {
    this.lookup = lookup;
    this.most = known.size() + most;
    known.forEach(value -> points.put(value, new ConcurrentHashMap<>()));
  }

  D at(String first, String second) {
    var found = points.get(first);
    D point = found == null ? null : found.get(second);
    return point == null ? added(first, second) : point;
  }

  private synchronized D added(String first, String second) {
    boolean full = points.size() >= most && !points.containsKey(first);
    String value = full ? OTHER : first;
    return points
        .computeIfAbsent(value, key -> new ConcurrentHashMap<>())
        .computeIfAbsent(second, key -> lookup.apply(value, second));
  }
}
