package io.gatehook.delivery.operator;

import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatch;
import io.gatehook.hook.match.HookMatcher;
import java.util.List;

/**
 * The hooks that an event concerns.
 *
 * @param matching those that want it
 * @param others those that want other events of its sources
 * @param truncated whether there are more
 */
record NearHooks(List<HookMatch> matching, List<EventHook> others, boolean truncated) {

  /**
   * Of an event known by these names.
   *
   * @param most hooks; those that match come first
   */
  static NearHooks of(HookMatcher matcher, List<EventName> names, int most) {
    List<HookMatch> matching = matcher.match(names);
    List<EventHook> others = matcher.near(names);
    List<HookMatch> shown = matching.stream().limit(most).toList();
    return new NearHooks(
        shown,
        others.stream().limit(most - shown.size()).toList(),
        matching.size() + others.size() > most);
  }
}
