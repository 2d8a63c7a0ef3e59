package io.gatehook.delivery.suppression;

import io.gatehook.delivery.suppression.SuppressionState.Kind;
import io.gatehook.delivery.suppression.SuppressionState.Place;
import io.gatehook.hook.match.SuppressionRule;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An event as one hook's snooze and on_change see it, digested once.
 *
 * @param content what on_change compares; empty: it does not
 * @param snoozed where its snooze is kept; empty: the hook has none
 */
record Candidate(
    Place changes,
    String wishes,
    Optional<String> content,
    Optional<Place> snoozed,
    Duration snooze) {

  static Candidate of(SuppressionRule rule, JsonObject data) {
    var id = rule.hook().id();
    return new Candidate(
        new Place(id, Kind.ON_CHANGE, ""),
        rule.hook().wishes(),
        rule.content(data),
        rule.snoozeKey(data).map(key -> new Place(id, Kind.SNOOZE, key)),
        rule.snooze());
  }

  /** What has to be known to decide. */
  Stream<Place> places() {
    return Stream.concat(content.map(compared -> changes).stream(), snoozed.stream());
  }
}
