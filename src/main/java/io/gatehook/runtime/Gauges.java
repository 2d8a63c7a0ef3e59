package io.gatehook.runtime;

import io.gatehook.admin.ingest.IngestLimit;
import io.gatehook.delivery.dispatch.Dispatcher;
import io.gatehook.delivery.health.HealthStore;
import io.gatehook.delivery.upkeep.BacklogStore;
import io.gatehook.delivery.upkeep.BacklogStore.Backlog;
import io.gatehook.lua.Sandbox;
import io.gatehook.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that are looked up and not counted. What stands in the store is read by a timer while
 * somebody reads the metrics, so that no reader ever waits for the store.
 */
@ApplicationScoped
class Gauges {
  static final Duration PACE = Duration.ofSeconds(5);

  /** So long is the store read after the last reader: two minutes. */
  private static final int MOST_UNREAD = 24;

  /** Where more hooks fail, their number is not the question. */
  private static final int MOST_FAILING = 100;

  @Inject Metrics metrics;
  @Inject BacklogStore backlogs;
  @Inject HealthStore health;
  @Inject Dispatcher dispatcher;
  @Inject IngestLimit ingest;
  @Inject Clock clock;

  private volatile @Nullable Stored stored;
  private int unread;

  /** What the store said. */
  private record Stored(Backlog backlog, Map<UUID, Instant> failing) {}

  void add() {
    metrics.gauge("gatehook_in_flight", "Calls under way on this node.", dispatcher::inFlight);
    metrics.gauge("gatehook_backlog", "Deliveries that are due and not claimed.", this::count);
    metrics.gauge(
        "gatehook_oldest_due_age_seconds",
        "Since when the first delivery of the backlog has been due.",
        this::age);
    metrics.gauges(
        "gatehook_hook_failing_seconds",
        "For how long a hook has been failing.",
        "event_hook",
        this::failing);
    metrics.counter(
        "gatehook_sandbox_limits_total", "Lua code ended by a limit.", Sandbox::limitsHit);
    metrics.counter(
        "gatehook_ingest_refused_total",
        "Requests with events beyond the rate limit.",
        ingest::refused);
  }

  /** One look into the store, unless nobody would see what it finds. */
  void measure() {
    unread = metrics.wasRead() ? 0 : Math.min(unread + 1, MOST_UNREAD);
    Stored found = null; // if the store fails, nothing is known
    try {
      if (unread < MOST_UNREAD) {
        found = new Stored(backlogs.read(clock.instant()), health.failing(MOST_FAILING));
      }
    } finally {
      stored = found;
    }
  }

  private double count() {
    Stored now = stored;
    return now == null ? Double.NaN : now.backlog().count();
  }

  private double age() {
    Stored now = stored;
    if (now == null) {
      return Double.NaN;
    }
    Instant oldest = now.backlog().oldest();
    return oldest == null ? 0 : secondsSince(oldest);
  }

  private Map<String, Double> failing() {
    Stored now = stored;
    var seconds = new LinkedHashMap<String, Double>();
    if (now != null) {
      now.failing().forEach((hook, since) -> seconds.put(hook.toString(), secondsSince(since)));
    }
    return seconds;
  }

  private double secondsSince(Instant then) {
    return Duration.between(then, clock.instant()).toMillis() / 1000.0;
  }
}
