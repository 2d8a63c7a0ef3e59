package io.gatehook.delivery.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.suppression.SuppressionState.Kind;
import io.gatehook.delivery.suppression.SuppressionState.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuppressionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID HOOK = UUID.randomUUID();

  /** What is stored between recordings. */
  private final Map<Place, SuppressionState> stored = new HashMap<>();

  @Test
  void holdsBackWithinASnoozeAndAtItsEndNoMore() {
    Candidate event = event(null, "k", 60);

    assertThat(passes(0, event)).isTrue();
    assertThat(passes(10, event)).isFalse();
    assertThat(passes(59, event)).isFalse();
    assertThat(passes(60, event)).isTrue();
    assertThat(passes(61, event)).as("snoozed anew").isFalse();
  }

  @Test
  void snoozesOtherKeysApart() {
    assertThat(passes(0, event(null, "k", 60))).isTrue();
    assertThat(passes(1, event(null, "other", 60))).isTrue();
    assertThat(passes(2, event(null, "k", 60))).isFalse();
  }

  @Test
  void holdsBackRepetitionsOfTheLastOneOnly() {
    assertThat(List.of("down", "down", "up", "down"))
        .map(content -> passes(0, event(content, null, 0)))
        .containsExactly(true, false, true, true);
  }

  @Test
  void snoozedChangeIsNotTheLastRecorded() {
    assertThat(passes(0, event("down", "k", 60))).isTrue();
    assertThat(passes(1, event("up", "k", 60))).isFalse();
    assertThat(passes(60, event("down", "k", 60))).as("equal to what was recorded last").isFalse();
    assertThat(passes(61, event("up", "k", 60))).isTrue();
  }

  @Test
  void decidesEventsOfOneRecordingInTheirOrder() {
    var suppression = new Suppression(List.of(), START);

    assertThat(List.of("down", "down", "up"))
        .map(content -> passes(suppression, event(content, null, 0)))
        .containsExactly(true, false, true);
    assertThat(suppression.changed())
        .singleElement()
        .satisfies(state -> assertThat(state.content()).isEqualTo("up"));
  }

  @Test
  void beginsAfreshForAHookThatAsksForSomethingElse() {
    Candidate before = event("down", "k", 60);
    var after =
        new Candidate(
            before.changes(), "others", before.content(), before.snoozed(), before.snooze());

    assertThat(passes(0, before)).isTrue();
    assertThat(passes(1, after)).isTrue();
    assertThat(passes(2, after)).isFalse();
  }

  @Test
  void locksPlacesInOneOrder() {
    List<Place> places =
        IntStream.range(0, 50)
            .mapToObj(i -> new Place(UUID.randomUUID(), Kind.values()[i % 2], "k" + i % 3))
            .toList();
    Place[] sorted = places.toArray(Place[]::new);
    Arrays.sort(sorted);

    assertThat(sorted).isSortedAccordingTo((a, b) -> text(a).compareTo(text(b)));
  }

  private static String text(Place place) {
    return place.hook() + " " + place.kind().ordinal() + " " + place.key();
  }

  /** One recording of one event. */
  private boolean passes(int second, Candidate event) {
    var suppression = new Suppression(stored.values(), START.plusSeconds(second));
    boolean passed = passes(suppression, event);
    suppression.changed().forEach(state -> stored.put(state.place(), state));
    return passed;
  }

  private static boolean passes(Suppression suppression, Candidate event) {
    if (suppression.hold(event).isPresent()) {
      return false;
    }
    suppression.recorded(event, UUID.randomUUID());
    return true;
  }

  private static Candidate event(@Nullable String content, @Nullable String key, int snooze) {
    return new Candidate(
        new Place(HOOK, Kind.ON_CHANGE, ""),
        "wishes",
        Optional.ofNullable(content),
        Optional.ofNullable(key).map(text -> new Place(HOOK, Kind.SNOOZE, text)),
        Duration.ofSeconds(snooze));
  }
}
