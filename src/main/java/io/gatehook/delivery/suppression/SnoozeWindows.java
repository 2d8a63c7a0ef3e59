package io.gatehook.delivery.suppression;

import io.gatehook.delivery.suppression.SuppressionState.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Open snoozes as this process last saw them in the store, so that a storm of held-back events does
 * not reach it. An answer is at most {@link #TRUSTED} old: a snooze may end early, when what opened
 * it came to nothing.
 */
@ApplicationScoped
class SnoozeWindows {
  /** So long an open snooze is believed to be still open. */
  static final Duration TRUSTED = Duration.ofSeconds(1);

  /** More than these are forgotten together, which costs a look into the store each. */
  static final int MAX_WINDOWS = 100_000;

  private final Map<Place, Window> windows = new ConcurrentHashMap<>();

  /**
   * An open snooze.
   *
   * @param seenAt by the virtual machine's clock, in ns
   */
  private record Window(String wishes, Instant endsAt, long seenAt) {
    boolean holds(String wanted, Instant now) {
      return wishes.equals(wanted)
          && now.isBefore(endsAt)
          && System.nanoTime() - seenAt < TRUSTED.toNanos();
    }
  }

  /** Whether a snooze holds the event back; false: not for sure. */
  boolean holdBack(Candidate event, Instant now) {
    return event
        .snoozed()
        .map(windows::get)
        .filter(window -> window.holds(event.wishes(), now))
        .isPresent();
  }

  void remember(@Observes(during = TransactionPhase.AFTER_SUCCESS) SnoozesSeen seen) {
    if (windows.size() > MAX_WINDOWS) {
      windows.clear();
    }
    long seenAt = System.nanoTime();
    for (SuppressionState state : seen.states()) {
      if (state.endsAt() != null) {
        windows.put(state.place(), new Window(state.wishes(), state.endsAt(), seenAt));
      }
    }
  }
}
