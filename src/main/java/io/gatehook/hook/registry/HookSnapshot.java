package io.gatehook.hook.registry;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.gatehook.handler.Handlers;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * All hooks of one revision.
 *
 * @param revision at least the one that the hooks were read at
 * @param ordered whether any of them is ordered
 */
record HookSnapshot(
    long revision, HookMatcher matcher, Map<UUID, ReadyHook> ready, boolean ordered) {
  /** Before anything was loaded: older than every revision. */
  static final HookSnapshot NONE =
      new HookSnapshot(-1, new HookMatcher(List.of()), Map.of(), false);

  /** Hooks of both that are called in another way than in the one before, or enabled again. */
  Set<UUID> mendedSince(HookSnapshot before) {
    return ready.values().stream()
        .map(ReadyHook::hook)
        .filter(before::isMended)
        .map(EventHook::id)
        .collect(toUnmodifiableSet());
  }

  private boolean isMended(EventHook now) {
    ReadyHook known = ready.get(now.id());
    return known != null
        && (!now.isCalledAs(known.hook()) || (now.enabled() && !known.hook().enabled()));
  }

  /**
   * A later revision.
   *
   * @param hooks all of them; those that are called as before keep what is prepared for them
   */
  HookSnapshot followedBy(long later, List<EventHook> hooks, Handlers handlers) {
    Map<UUID, ReadyHook> next =
        hooks.stream()
            .map(hook -> readied(hook, handlers))
            .collect(toUnmodifiableMap(each -> each.hook().id(), Function.identity()));
    boolean anyOrdered = hooks.stream().anyMatch(hook -> hook.delivery().isOrdered());
    return new HookSnapshot(later, new HookMatcher(hooks), next, anyOrdered);
  }

  private ReadyHook readied(EventHook hook, Handlers handlers) {
    ReadyHook before = ready.get(hook.id());
    return before == null ? ReadyHook.of(hook, handlers) : before.changedTo(hook);
  }
}
