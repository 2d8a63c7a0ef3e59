package io.gatehook.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that this process counts, and the page that shows it. */
public final class Metrics {
  /** Sources that are not in the catalogue and have a label of their own all the same. */
  static final int MOST_UNKNOWN_SOURCES = 50;

  /** Handlers are few; a hook that is gone has none. */
  private static final int MOST_HANDLERS = 20;

  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 600, 3600
  };

  private static final String OUTCOME = "outcome";
  private static final String COMMITTED = "committed";
  private static final String ROLLED_BACK = "rolled_back";
  private static final String NONE = "";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final AtomicBoolean read = new AtomicBoolean();

  private final Series<CounterDataPoint> events;
  private final Series<CounterDataPoint> deliveries =
      byHandler(counter("gatehook_deliveries_total", "Deliveries that ended.", "handler", OUTCOME));
  private final Series<CounterDataPoint> attempts =
      byHandler(counter("gatehook_attempts_total", "Attempts made.", "handler", OUTCOME));
  private final Series<DistributionDataPoint> received =
      times(
          "gatehook_delivery_seconds", "From the recording of an event to its receipt.", "handler");
  private final Series<DistributionDataPoint> calls =
      times("gatehook_call_seconds", "Time of a call.", "handler");
  private final Series<DistributionDataPoint> transactions =
      times("gatehook_store_seconds", "Time of a transaction of the store.", OUTCOME);
  private final Counter suppressed = counter("gatehook_suppressed_total", "Deliveries held back.");
  private final Counter rescues = counter("gatehook_rescues_total", "Stale claims taken back.");

  /** What a reader of the metrics gets. */
  public record Page(String contentType, String text) {}

  /**
   * @param sources that have a label of their own
   */
  public Metrics(Collection<String> sources) {
    Counter taken = counter("gatehook_events_total", "Worker events taken.", "source", OUTCOME);
    events = new Series<>(sources, MOST_UNKNOWN_SOURCES, taken::labelValues);
    transactions.at(COMMITTED, NONE);
    transactions.at(ROLLED_BACK, NONE);
  }

  /**
   * Lets the counts of a handler begin at zero: a count whose first sample is 1 never grew to it,
   * so that nothing would be alarmed by the first delivery that is lost.
   */
  public void begin(String handler, List<String> ofDeliveries, List<String> ofAttempts) {
    ofDeliveries.forEach(outcome -> deliveries.at(handler, outcome));
    ofAttempts.forEach(outcome -> attempts.at(handler, outcome));
  }

  /** Adds a count that somebody else keeps. */
  public void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(now -> now.call(value.getAsDouble()))
        .register(registry);
  }

  /**
   * Adds a value that goes up and down.
   *
   * @param value quick to be had; NaN: it is not known now, and left out
   */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(
            now -> {
              double known = value.getAsDouble();
              if (!Double.isNaN(known)) {
                now.call(known);
              }
            })
        .register(registry);
  }

  /**
   * Adds a value for each of some things.
   *
   * @param values by label, no more than a reader should see; quick to be had
   */
  public void gauges(String name, String help, String label, Supplier<Map<String, Double>> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(now -> values.get().forEach((thing, value) -> now.call(value, thing)))
        .register(registry);
  }

  public void event(String source, String outcome) {
    events.at(source, outcome).inc();
  }

  public void suppressed(int count) {
    suppressed.inc(count);
  }

  public void rescue() {
    rescues.inc();
  }

  public void attempt(String handler, String outcome) {
    attempts.at(handler, outcome).inc();
  }

  public void call(String handler, Duration time) {
    calls.at(handler, NONE).observe(seconds(time));
  }

  /** A delivery that is finished. */
  public void delivery(String handler, String outcome) {
    deliveries.at(handler, outcome).inc();
  }

  /**
   * A delivery that was taken.
   *
   * @param time since its event was recorded, or since it was asked for again
   */
  public void received(String handler, Duration time) {
    received.at(handler, NONE).observe(seconds(time));
  }

  public void transaction(boolean committed, long nanos) {
    transactions.at(committed ? COMMITTED : ROLLED_BACK, NONE).observe(nanos / 1e9);
  }

  /**
   * Everything in the text format of Prometheus, or in that of OpenMetrics for who accepts it.
   *
   * @param accept header of the request; null: there is none
   */
  public Page page(@Nullable String accept) {
    read.set(true);
    var format = formats.findWriter(accept);
    var page = new ByteArrayOutputStream();
    try {
      format.write(page, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(format.getContentType(), page.toString(StandardCharsets.UTF_8));
  }

  /** Whether anybody has read the page since the last time this was asked. */
  public boolean wasRead() {
    return read.getAndSet(false);
  }

  /** Of a clock that was set back meanwhile: none. */
  private static double seconds(Duration time) {
    return time.isNegative() ? 0 : time.getSeconds() + time.getNano() / 1e9;
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  private static Series<CounterDataPoint> byHandler(Counter counter) {
    return new Series<>(List.of(), MOST_HANDLERS, counter::labelValues);
  }

  private Series<DistributionDataPoint> times(String name, String help, String label) {
    Histogram times =
        Histogram.builder()
            .name(name)
            .help(help)
            .labelNames(label)
            .classicOnly()
            .classicUpperBounds(BOUNDS)
            .withoutExemplars()
            .register(registry);
    return new Series<>(List.of(), MOST_HANDLERS, (value, none) -> times.labelValues(value));
  }
}
