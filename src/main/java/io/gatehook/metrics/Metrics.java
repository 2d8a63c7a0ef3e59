package io.gatehook.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** All that this process counts, and the page that shows it. */
public final class Metrics {
  /** Sources that are not in the catalogue and have a label of their own all the same. */
  static final int MOST_UNKNOWN_SOURCES = 50;

  /** Handlers are few; a hook that is gone has none. */
  private static final int MOST_HANDLERS = 20;

  private static final String NONE = "";
  private static final List<String> BY_HANDLER = List.of("handler", "outcome");

  private final Series<LongAdder> events;
  private final Series<LongAdder> deliveries = byHandler();
  private final Series<LongAdder> attempts = byHandler();
  private final Series<Histogram> received = timesBy(MOST_HANDLERS);
  private final Series<Histogram> calls = timesBy(MOST_HANDLERS);
  private final Series<Histogram> transactions = timesBy(2);
  private final LongAdder suppressed = new LongAdder();
  private final LongAdder rescues = new LongAdder();
  private final List<Metric> all = new CopyOnWriteArrayList<>();
  private final AtomicBoolean read = new AtomicBoolean();

  /**
   * @param sources that have a label of their own
   */
  public Metrics(Collection<String> sources) {
    events = new Series<>(sources, MOST_UNKNOWN_SOURCES, LongAdder::new);
    all.add(
        Metric.counter(
            "gatehook_events_total", List.of("source", "outcome"), "Worker events taken.", events));
    all.add(
        Metric.counter(
            "gatehook_deliveries_total", BY_HANDLER, "Deliveries that ended.", deliveries));
    all.add(Metric.counter("gatehook_attempts_total", BY_HANDLER, "Attempts made.", attempts));
    all.add(
        Metric.histogram(
            "gatehook_delivery_seconds",
            List.of("handler"),
            "From the recording of an event to its receipt.",
            received));
    all.add(
        Metric.histogram("gatehook_call_seconds", List.of("handler"), "Time of a call.", calls));
    all.add(
        Metric.histogram(
            "gatehook_store_seconds",
            List.of("outcome"),
            "Time of a transaction of the store.",
            transactions));
    counter("gatehook_suppressed_total", "Deliveries held back.", suppressed::sum);
    counter("gatehook_rescues_total", "Stale claims taken back.", rescues::sum);
  }

  /** Adds a count that somebody else keeps. */
  public void counter(String name, String help, DoubleSupplier value) {
    all.add(Metric.single(name, "counter", help, value));
  }

  /**
   * Adds a value that goes up and down.
   *
   * @param value quick to be had; NaN: it is not known now
   */
  public void gauge(String name, String help, DoubleSupplier value) {
    all.add(Metric.single(name, "gauge", help, value));
  }

  public void event(String source, String outcome) {
    events.at(source, outcome).increment();
  }

  public void suppressed(int count) {
    suppressed.add(count);
  }

  public void rescue() {
    rescues.increment();
  }

  public void attempt(String handler, String outcome) {
    attempts.at(handler, outcome).increment();
  }

  public void call(String handler, Duration time) {
    calls.at(handler, NONE).add(time);
  }

  /** A delivery that is finished. */
  public void delivery(String handler, String outcome) {
    deliveries.at(handler, outcome).increment();
  }

  /**
   * A delivery that was taken.
   *
   * @param time since its event was recorded, or since it was asked for again
   */
  public void received(String handler, Duration time) {
    received.at(handler, NONE).add(time);
  }

  public void transaction(boolean committed, long nanos) {
    transactions.at(committed ? "committed" : "rolled_back", NONE).add(nanos);
  }

  /** Everything in the text format of Prometheus. */
  public String text() {
    read.set(true);
    var page = new Page();
    all.forEach(metric -> metric.write(page));
    return page.text();
  }

  /** Whether anybody has read the page since the last time this was asked. */
  public boolean wasRead() {
    return read.getAndSet(false);
  }

  private static Series<LongAdder> byHandler() {
    return new Series<>(List.of(), MOST_HANDLERS, LongAdder::new);
  }

  private static Series<Histogram> timesBy(int most) {
    return new Series<>(List.of(), most, Histogram::new);
  }
}
