package io.gatehook.delivery.suppression;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What snooze or on_change remembers.
 *
 * @param wishes of the hook when this was written: with others it does not count
 * @param content on_change: digest of what was recorded last; null: nothing was
 * @param endsAt snooze: events pass again from here on; null: they pass
 * @param delivery whose recording set this; null: none did
 */
record SuppressionState(
    Place place,
    String wishes,
    @Nullable String content,
    @Nullable Instant endsAt,
    @Nullable UUID delivery) {

  /** The two ways of holding an event back. */
  enum Kind {
    ON_CHANGE,
    SNOOZE
  }

  /**
   * Where it is kept.
   *
   * @param key what a snooze holds for; empty: every event of the hook
   */
  record Place(UUID hook, Kind kind, String key) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing((Place place) -> place.hook().toString())
            .thenComparing(Place::kind)
            .thenComparing(Place::key);

    /** The order in which transactions lock. */
    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** Before anything was recorded. */
  static SuppressionState none(Place place) {
    return new SuppressionState(place, "", null, null, null);
  }
}
