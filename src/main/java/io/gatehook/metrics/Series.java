package io.gatehook.metrics;

import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Meters of one kind apart by up to two labels. The values of the first are bounded: what comes
 * beyond that is counted as {@value #OTHER}.
 */
final class Series<T> {
  /** Stands for the values that are too many. */
  static final String OTHER = "other";

  private final Supplier<T> fresh;
  private final int most;
  private final ConcurrentHashMap<String, ConcurrentHashMap<String, T>> meters =
      new ConcurrentHashMap<>();

  /** Is shown the meters by both values, in their order. */
  interface Visitor<T> {
    void visit(String first, String second, T meter);
  }

  /**
   * @param most values of the first label besides those that were there first
   */
  Series(Collection<String> known, int most, Supplier<T> fresh) {
    this.fresh = fresh;
    this.most = known.size() + most;
    known.forEach(value -> meters.put(value, new ConcurrentHashMap<>()));
  }

  T at(String first, String second) {
    var found = meters.get(first);
    if (found == null) {
      found = added(first);
    }
    T meter = found.get(second);
    return meter == null ? found.computeIfAbsent(second, value -> fresh.get()) : meter;
  }

  void forEach(Visitor<T> visitor) {
    new TreeMap<>(meters)
        .forEach(
            (first, bySecond) ->
                new TreeMap<>(bySecond)
                    .forEach((second, meter) -> visitor.visit(first, second, meter)));
  }

  private synchronized ConcurrentHashMap<String, T> added(String first) {
    boolean full = meters.size() >= most && !meters.containsKey(first);
    return meters.computeIfAbsent(full ? OTHER : first, value -> new ConcurrentHashMap<>());
  }
}
