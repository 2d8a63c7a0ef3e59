package io.gatehook.delivery.recording;

import io.gatehook.delivery.UuidV7;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.suppression.Suppressor;
import io.gatehook.event.DerivedNames;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.match.HookMatch;
import io.gatehook.hook.match.HookMatcher;
import io.gatehook.hook.registry.LoadedHooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Finds out what hooks want of worker events. */
@ApplicationScoped
public class WantedEvents {
  /** More than can come at once. */
  private static final int ALL = Integer.MAX_VALUE;

  @Inject LoadedHooks hooks;
  @Inject DerivedNames names;
  @Inject Suppressor suppressor;
  @Inject UuidV7 ids;

  /** A storm costs one read after the other, not one for each of its events. */
  private final Coalescer<Object, Object> refreshes =
      new Coalescer<>(
          callers -> {
            hooks.refreshIfStale();
            return callers;
          },
          caller -> 1,
          ALL);

  /** Takes over what the hooks are now in the store. */
  void refresh() {
    hooks.refreshIfStale();
  }

  /** Whether the current transaction sees hooks that were not looked at. */
  boolean areStale() {
    return hooks.areStale();
  }

  /** The events that a hook wants. */
  List<WantedEvent> of(List<WorkerEvent> given, Instant now) {
    return given.stream()
        .map(event -> new WantedEvent(ids.at(now), event, matches(hooks.matcher(), event)))
        .filter(event -> !event.matches().isEmpty())
        .toList();
  }

  /**
   * How many deliveries are suppressed, if nothing is owed for these events and this process can
   * tell so without writing to the store: no hook of any node wants them, or its snooze is known to
   * be open. Empty: it cannot.
   */
  public OptionalInt nothingOwed(List<WorkerEvent> given, Instant now) {
    HookMatcher known = hooks.matcher();
    OptionalInt suppressed = suppressed(known, given, now);
    if (suppressed.isEmpty()) {
      return suppressed;
    }
    refreshes.submit(given);
    HookMatcher refreshed = hooks.matcher();
    return refreshed == known ? suppressed : suppressed(refreshed, given, now);
  }

  private OptionalInt suppressed(HookMatcher matcher, List<WorkerEvent> given, Instant now) {
    int suppressed = 0;
    for (WorkerEvent event : given) {
      var snoozed = suppressor.allSnoozed(matches(matcher, event), event.data(), now);
      if (snoozed.isEmpty()) {
        return OptionalInt.empty();
      }
      suppressed += snoozed.get();
    }
    return OptionalInt.of(suppressed);
  }

  private List<HookMatch> matches(HookMatcher matcher, WorkerEvent event) {
    return matcher.match(names.of(event));
  }
}
