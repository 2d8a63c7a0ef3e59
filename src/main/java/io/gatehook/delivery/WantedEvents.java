package io.gatehook.delivery;

import io.gatehook.event.DerivedNames;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.HookMatch;
import io.gatehook.hook.LoadedHooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Finds out what hooks want of worker events. */
@ApplicationScoped
class WantedEvents {
  /** A change of a hook made on another node is known here no later than this. */
  static final Duration HOOKS_KNOWN = Duration.ofSeconds(1);

  @Inject LoadedHooks hooks;
  @Inject DerivedNames names;
  @Inject Suppressor suppressor;
  @Inject UuidV7 ids;

  /** Takes over what the hooks are now in the store. */
  void refresh() {
    hooks.refreshIfStale();
  }

  /** The events that a hook wants. */
  List<WantedEvent> of(List<WorkerEvent> given, Instant now) {
    return given.stream()
        .map(event -> new WantedEvent(ids.at(now), event, matches(event)))
        .filter(event -> !event.matches().isEmpty())
        .toList();
  }

  /**
   * How many deliveries are suppressed, if nothing is owed for these events and this process can
   * tell so without the store. Empty: look there.
   */
  OptionalInt nothingOwed(List<WorkerEvent> given, Instant now) {
    if (!hooks.isFresh(HOOKS_KNOWN)) {
      return OptionalInt.empty();
    }
    int suppressed = 0;
    for (WorkerEvent event : given) {
      var snoozed = suppressor.allSnoozed(matches(event), event.data(), now);
      if (snoozed.isEmpty()) {
        return OptionalInt.empty();
      }
      suppressed += snoozed.get();
    }
    return OptionalInt.of(suppressed);
  }

  private List<HookMatch> matches(WorkerEvent event) {
    return hooks.matcher().match(names.of(event));
  }
}
