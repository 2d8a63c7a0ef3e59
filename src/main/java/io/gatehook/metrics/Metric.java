package io.gatehook.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * One metric as it is shown: its name, what it means, and its samples.
 *
 * @param type counter, gauge or histogram
 * @param labels names, at most two
 */
record Metric(String name, String type, List<String> labels, String help, Samples samples) {

  /** Writes the samples of a metric as they are now. */
  interface Samples {
    void write(Page page, Metric metric);
  }

  static Metric counter(String name, List<String> labels, String help, Series<LongAdder> series) {
    return new Metric(
        name,
        "counter",
        labels,
        help,
        (page, metric) ->
            series.forEach(
                (first, second, count) ->
                    page.sample(name, metric.labelled(first, second), (double) count.sum())));
  }

  static Metric histogram(String name, List<String> labels, String help, Series<Histogram> series) {
    return new Metric(
        name,
        "histogram",
        labels,
        help,
        (page, metric) ->
            series.forEach(
                (first, second, histogram) ->
                    histogram.write(page, name, metric.labelled(first, second))));
  }

  /**
   * @param value NaN: not known now, and left out
   */
  static Metric single(String name, String type, String help, DoubleSupplier value) {
    return new Metric(
        name,
        type,
        List.of(),
        help,
        (page, metric) -> {
          double now = value.getAsDouble();
          if (!Double.isNaN(now)) {
            page.sample(name, "", now);
          }
        });
  }

  void write(Page page) {
    page.head(name, type, help);
    samples.write(page, this);
  }

  private String labelled(String first, String second) {
    Collection<String> written = new ArrayList<>();
    if (!labels.isEmpty()) {
      written.add(Page.label(labels.get(0), first));
    }
    if (labels.size() > 1) {
      written.add(Page.label(labels.get(1), second));
    }
    return String.join(",", written);
  }
}
