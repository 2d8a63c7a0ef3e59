package io.gatehook.delivery.suppression;

import io.gatehook.delivery.suppression.SuppressionState.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides, one event of a recording after the other, what on_change and snooze hold back; on_change
 * has the first word. Pure.
 */
final class Suppression {
  private final Map<Place, SuppressionState> states = new HashMap<>();
  private final Map<Place, SuppressionState> changed = new LinkedHashMap<>();
  private final Instant now;

  /**
   * Begins.
   *
   * @param states of the places of all events to come; what is missing was never written
   */
  Suppression(Collection<SuppressionState> states, Instant now) {
    states.forEach(state -> this.states.put(state.place(), state));
    this.now = now;
  }

  /** What holds the event back from the hook; empty: it is to be recorded. */
  Optional<Hold> hold(Candidate event) {
    return repeats(event) ? Optional.of(Hold.REPEATED) : snooze(event).map(Hold::new);
  }

  /** Remembers that the event was recorded. */
  void recorded(Candidate event, UUID delivery) {
    event
        .content()
        .ifPresent(
            content ->
                keep(
                    new SuppressionState(
                        event.changes(), event.wishes(), content, null, delivery)));
    event
        .snoozed()
        .ifPresent(
            place ->
                keep(
                    new SuppressionState(
                        place, event.wishes(), null, now.plus(event.snooze()), delivery)));
  }

  /** What is to be written. */
  List<SuppressionState> changed() {
    return List.copyOf(changed.values());
  }

  /** The snooze that holds the event back, or that it opened. */
  SuppressionState state(Place place) {
    return states.getOrDefault(place, SuppressionState.none(place));
  }

  private boolean repeats(Candidate event) {
    SuppressionState last = state(event.changes());
    return event.content().isPresent()
        && last.wishes().equals(event.wishes())
        && Objects.equals(last.content(), event.content().get());
  }

  /** The end of a snooze that is open; empty: none is. */
  private Optional<Instant> snooze(Candidate event) {
    return event
        .snoozed()
        .map(this::state)
        .filter(state -> state.wishes().equals(event.wishes()))
        .map(SuppressionState::endsAt)
        .filter(now::isBefore);
  }

  private void keep(SuppressionState state) {
    states.put(state.place(), state);
    changed.put(state.place(), state);
  }
}
