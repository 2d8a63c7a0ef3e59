package io.gatehook.hook.match;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableList;

import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Decides which hooks want an event. Pure, and its cost does not grow with the number of hooks. */
public final class HookMatcher {
  private final Map<EventName, List<EventHook>> byName;
  private final Map<String, List<EventHook>> bySource;

  public HookMatcher(List<EventHook> hooks) {
    byName =
        hooks.stream()
            .filter(hook -> hook.event() != null)
            .collect(
                groupingBy(
                    hook -> new EventName(hook.source(), String.valueOf(hook.event())),
                    toUnmodifiableList()));
    bySource =
        hooks.stream()
            .filter(hook -> hook.event() == null)
            .collect(groupingBy(EventHook::source, toUnmodifiableList()));
  }

  /**
   * The hooks that want a happening known by these names, each hook once, by the first of the names
   * that it asked for. A hook without an event takes every event of its source.
   */
  public List<HookMatch> match(List<EventName> names) {
    var matches = new ArrayList<HookMatch>();
    Set<UUID> seen = new HashSet<>();
    for (EventName name : names) {
      add(matches, seen, name, byName.getOrDefault(name, List.of()));
      add(matches, seen, name, bySource.getOrDefault(name.source(), List.of()));
    }
    return matches;
  }

  /**
   * The hooks that want other events of the sources of these names, oldest first; none that
   * matches.
   */
  public List<EventHook> near(List<EventName> names) {
    Set<String> sources = names.stream().map(EventName::source).collect(toSet());
    return byName.entrySet().stream()
        .filter(entry -> sources.contains(entry.getKey().source()))
        .filter(entry -> !names.contains(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .sorted(comparingLong(EventHook::createdAt).thenComparing(EventHook::id))
        .toList();
  }

  private static void add(
      List<HookMatch> matches, Set<UUID> seen, EventName name, List<EventHook> hooks) {
    for (EventHook hook : hooks) {
      if (seen.add(hook.id())) {
        matches.add(new HookMatch(hook, name));
      }
    }
  }
}
