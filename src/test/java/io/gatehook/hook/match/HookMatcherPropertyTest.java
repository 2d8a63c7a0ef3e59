package io.gatehook.hook.match;

import static io.gatehook.Property.any;
import static io.gatehook.Property.holds;
import static io.gatehook.hook.HookSamples.hook;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The indexed matcher against one that looks at every hook. */
class HookMatcherPropertyTest {
  private static final int CASES = 2_000;

  private static List<EventHook> someHooks(SplittableRandom random) {
    return Stream.generate(
            () -> hook(any(random, "a", "b", "a:b"), any(random, "x", "y", "x:y", null)))
        .limit(random.nextInt(12))
        .toList();
  }

  private static List<EventName> someNames(SplittableRandom random) {
    return Stream.generate(
            () -> new EventName(any(random, "a", "b", "a:b", "c"), any(random, "x", "y", "x:y")))
        .limit(random.nextInt(5))
        .toList();
  }

  /** Each hook with the first of the names that it asked for. */
  private static List<HookMatch> lookAtEach(List<EventHook> hooks, List<EventName> names) {
    var matches = new ArrayList<HookMatch>();
    for (EventHook hook : hooks) {
      names.stream()
          .filter(name -> name.source().equals(hook.source()))
          .filter(name -> hook.event() == null || name.event().equals(hook.event()))
          .findFirst()
          .ifPresent(name -> matches.add(new HookMatch(hook, name)));
    }
    return matches;
  }

  @Test
  void matchesAsIfItLookedAtEveryHook() {
    holds(
        CASES,
        random -> {
          List<EventHook> hooks = someHooks(random);
          List<EventName> names = someNames(random);

          assertThat(new HookMatcher(hooks).match(names))
              .containsExactlyInAnyOrderElementsOf(lookAtEach(hooks, names));
        });
  }

  @Test
  void whatMatchesDoesNotDependOnTheOrderOfTheHooks() {
    holds(
        CASES,
        random -> {
          List<EventHook> hooks = someHooks(random);
          List<EventName> names = someNames(random);
          var shuffled = new ArrayList<>(hooks);
          Collections.shuffle(shuffled, new Random(random.nextLong()));

          assertThat(new HashSet<>(new HookMatcher(shuffled).match(names)))
              .isEqualTo(new HashSet<>(new HookMatcher(hooks).match(names)));
        });
  }

  @Test
  void whetherAHookMatchesDoesNotDependOnOtherHooks() {
    holds(
        CASES,
        random -> {
          List<EventHook> hooks = someHooks(random);
          List<EventName> names = someNames(random);

          var alone =
              hooks.stream()
                  .flatMap(hook -> new HookMatcher(List.of(hook)).match(names).stream())
                  .collect(toSet());
          assertThat(new HashSet<>(new HookMatcher(hooks).match(names))).isEqualTo(alone);
        });
  }

  @Test
  void nearIsWhatWantsOtherEventsOfTheSources() {
    holds(
        CASES,
        random -> {
          List<EventHook> hooks = someHooks(random);
          List<EventName> names = someNames(random);
          Set<String> sources = names.stream().map(EventName::source).collect(toSet());
          Set<EventHook> matched =
              lookAtEach(hooks, names).stream().map(HookMatch::hook).collect(toSet());

          assertThat(new HookMatcher(hooks).near(names))
              .containsExactlyInAnyOrderElementsOf(
                  hooks.stream()
                      .filter(hook -> sources.contains(hook.source()) && !matched.contains(hook))
                      .toList())
              .isSortedAccordingTo(
                  comparingLong(EventHook::createdAt).thenComparing(EventHook::id));
        });
  }
}
