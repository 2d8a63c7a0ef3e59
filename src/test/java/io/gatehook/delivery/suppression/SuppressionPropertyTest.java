package io.gatehook.delivery.suppression;

import static io.gatehook.Property.any;
import static io.gatehook.Property.holds;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.suppression.SuppressionState.Kind;
import io.gatehook.delivery.suppression.SuppressionState.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is held back, against a replay of all that happened, for several hooks at once. */
class SuppressionPropertyTest {
  private static final int CASES = 1_500;
  private static final int EVENTS = 40;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** A hook's wishes; they may change on the way. */
  private record Hook(UUID id, String wishes, boolean onChange, int snooze) {
    static Hook any(SplittableRandom random) {
      return new Hook(
          new UUID(random.nextLong(), random.nextLong()),
          "w0",
          random.nextBoolean(),
          random.nextInt(4));
    }

    Hook changed() {
      return new Hook(id, wishes + "'", onChange, snooze);
    }

    Candidate candidate(String content, String key) {
      return new Candidate(
          new Place(id, Kind.ON_CHANGE, ""),
          wishes,
          onChange ? Optional.of(content) : Optional.empty(),
          snooze > 0 ? Optional.of(new Place(id, Kind.SNOOZE, key)) : Optional.empty(),
          Duration.ofSeconds(snooze));
    }
  }

  private record Happened(int second, Hook hook, String content, String key) {}

  /** Hooks whose wishes change now and then, and events that come in order. */
  private static List<Happened> history(SplittableRandom random) {
    Hook[] hooks = {Hook.any(random), Hook.any(random)};
    var history = new ArrayList<Happened>();
    int second = 0;
    for (int i = 0; i < EVENTS; i++) {
      second += random.nextInt(3);
      int which = random.nextInt(2);
      hooks[which] = random.nextInt(15) == 0 ? hooks[which].changed() : hooks[which];
      history.add(
          new Happened(second, hooks[which], any(random, "up", "down"), any(random, "k", "l")));
    }
    return history;
  }

  /** By the words of the documentation, from the events that were recorded before. */
  private static boolean heldBack(Happened event, List<Happened> recorded) {
    List<Happened> ofHook =
        recorded.stream().filter(past -> past.hook().equals(event.hook())).toList();
    boolean repeated =
        event.hook().onChange()
            && !ofHook.isEmpty()
            && ofHook.get(ofHook.size() - 1).content().equals(event.content());
    boolean snoozed =
        ofHook.stream()
            .filter(past -> past.key().equals(event.key()))
            .anyMatch(past -> event.second() < past.second() + event.hook().snooze());
    return repeated || snoozed;
  }

  private static List<Boolean> replayed(List<Happened> history) {
    var recorded = new ArrayList<Happened>();
    var passed = new ArrayList<Boolean>();
    for (Happened event : history) {
      boolean passes = !heldBack(event, recorded);
      passed.add(passes);
      if (passes) {
        recorded.add(event);
      }
    }
    return passed;
  }

  /** As a server does it that forgets everything between two recordings but what it stored. */
  private static List<Boolean> decided(List<Happened> history, int perRecording) {
    Map<Place, SuppressionState> stored = new HashMap<>();
    var passed = new ArrayList<Boolean>();
    int done = 0;
    while (done < history.size()) {
      int second = history.get(done).second();
      var suppression = new Suppression(stored.values(), START.plusSeconds(second));
      int end = done;
      while (end < history.size()
          && end < done + perRecording
          && history.get(end).second() == second) {
        passed.add(passes(suppression, history.get(end)));
        end++;
      }
      suppression.changed().forEach(state -> stored.put(state.place(), state));
      done = end;
    }
    return passed;
  }

  private static boolean passes(Suppression suppression, Happened event) {
    Candidate candidate = event.hook().candidate(event.content(), event.key());
    if (suppression.hold(candidate).isPresent()) {
      return false;
    }
    suppression.recorded(candidate, UUID.randomUUID());
    return true;
  }

  @Test
  void holdsBackWhatAReplayOfThePastDoes() {
    holds(
        CASES,
        random -> {
          List<Happened> history = history(random);

          assertThat(decided(history, 1)).isEqualTo(replayed(history));
        });
  }

  @Test
  void eventsOfOneRecordingAreDecidedAsIfEachHadItsOwn() {
    holds(
        CASES,
        random -> {
          List<Happened> history = history(random);

          assertThat(decided(history, EVENTS)).isEqualTo(decided(history, 1));
        });
  }

  @Test
  void hooksDoNotTouchEachOther() {
    holds(
        CASES,
        random -> {
          List<Happened> history = history(random);
          List<Boolean> together = decided(history, 1);
          UUID one = history.get(0).hook().id();

          var ofOne = history.stream().filter(event -> event.hook().id().equals(one)).toList();
          var passedOfOne = new ArrayList<Boolean>();
          for (int i = 0; i < history.size(); i++) {
            if (history.get(i).hook().id().equals(one)) {
              passedOfOne.add(together.get(i));
            }
          }
          assertThat(decided(ofOne, 1)).isEqualTo(passedOfOne);
        });
  }

  @Test
  void snoozesOfOneSecondDoNotDependOnTheOrderOfOtherKeys() {
    holds(
        CASES,
        random -> {
          var hook = new Hook(UUID.randomUUID(), "w", false, 1 + random.nextInt(3));
          var one = new Happened(0, hook, "c", "k");
          var other = new Happened(0, hook, "c", "l");
          int later = random.nextInt(5);
          var again = new Happened(later, hook, "c", any(random, "k", "l"));

          assertThat(decided(List.of(one, other, again), 1).get(2))
              .isEqualTo(decided(List.of(other, one, again), 1).get(2))
              .isEqualTo(later >= hook.snooze());
        });
  }
}
