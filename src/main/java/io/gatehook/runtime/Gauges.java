package io.gatehook.runtime;

import io.gatehook.delivery.dispatch.Dispatcher;
import io.gatehook.delivery.upkeep.BacklogStore;
import io.gatehook.delivery.upkeep.BacklogStore.Backlog;
import io.gatehook.lua.Sandbox;
import io.gatehook.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  @Inject Metrics metrics;
  @Inject BacklogStore store;
  @Inject Dispatcher dispatcher;
  @Inject Clock clock;

  private volatile @Nullable Backlog backlog;
  private int unread;

  void add() {
    metrics.gauge("gatehook_in_flight", "Calls under way on this node.", dispatcher::inFlight);
    metrics.gauge("gatehook_backlog", "Deliveries that are due and not claimed.", this::count);
    metrics.gauge(
        "gatehook_oldest_due_age_seconds",
        "Since when the first delivery of the backlog has been due.",
        this::age);
    metrics.counter(
        "gatehook_sandbox_limits_total", "Lua code ended by a limit.", Sandbox::limitsHit);
  }

  /** One look into the store, unless nobody would see what it finds. */
  void measure() {
    unread = metrics.wasRead() ? 0 : Math.min(unread + 1, MOST_UNREAD);
    Backlog found = null; // if the store fails, nothing is known
    try {
      if (unread < MOST_UNREAD) {
        found = store.read(clock.instant());
      }
    } finally {
      backlog = found;
    }
  }

  private double count() {
    Backlog now = backlog;
    return now == null ? Double.NaN : now.count();
  }

  private double age() {
    Backlog now = backlog;
    if (now == null) {
      return Double.NaN;
    }
    Instant oldest = now.oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }
}
