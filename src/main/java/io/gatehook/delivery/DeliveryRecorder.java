package io.gatehook.delivery;

import static java.util.Comparator.comparing;

import io.gatehook.delivery.EventStore.KeyCheck;
import io.gatehook.event.DerivedNames;
import io.gatehook.event.Recording;
import io.gatehook.event.WorkerEvent;
import io.gatehook.event.WorkerEvents;
import io.gatehook.hook.HookMatcher;
import io.gatehook.hook.LoadedHooks;
import io.gatehook.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Records what is owed for worker events: one event row, and one delivery row per hook that wants
 * it, all in one transaction: the caller's if there is one, else an own one that is committed when
 * firing returns.
 */
@ApplicationScoped
public class DeliveryRecorder {
  private static final Logger LOG = System.getLogger(DeliveryRecorder.class.getName());

  @Inject LoadedHooks hooks;
  @Inject DerivedNames names;
  @Inject EventStore events;
  @Inject DeliveryStore deliveries;
  @Inject UuidV7 ids;
  @Inject Clock clock;
  @Inject Event<DeliveriesRecorded> recorded;

  @Transactional
  void record(@Observes WorkerEvents given) {
    Instant now = clock.instant();
    List<WantedEvent> wanted = wanted(given.events(), now);
    Map<UUID, KeyCheck> checks = takeKeys(wanted, now);
    List<WantedEvent> kept =
        wanted.stream().filter(event -> checks.get(event.id()) == KeyCheck.NEW).toList();
    events.insert(kept.stream().map(event -> event.row(now)).toList());
    List<NewDelivery> owed = owed(kept, now);
    deliveries.insert(owed, now);
    if (!owed.isEmpty()) {
      recorded.fire(new DeliveriesRecorded(owed.size()));
    }
    given.recording().complete(counts(given, checks, owed.size()));
  }

  private List<WantedEvent> wanted(List<WorkerEvent> given, Instant now) {
    hooks.refreshIfStale();
    HookMatcher matcher = hooks.matcher();
    return given.stream()
        .map(event -> new WantedEvent(ids.at(now), event, matcher.match(names.of(event))))
        .filter(event -> !event.matches().isEmpty())
        .toList();
  }

  private Map<UUID, KeyCheck> takeKeys(List<WantedEvent> wanted, Instant now) {
    var checks = new HashMap<UUID, KeyCheck>();
    for (WantedEvent event : wanted.stream().sorted(comparing(WantedEvent::lockOrder)).toList()) {
      KeyCheck check = events.takeKey(event, now);
      checks.put(event.id(), check);
      if (check == KeyCheck.CONFLICT) {
        LOG.log(
            Level.WARNING,
            "worker event dropped: key {0} of source {1} was used for other content",
            quoted(String.valueOf(event.event().key())),
            quoted(event.event().source()));
      }
    }
    return checks;
  }

  /**
   * As JSON: the names are the sender's, and a line break in them would forge a line of the log.
   */
  private static String quoted(String name) {
    return Json.text(Json.VALUES.createValue(name));
  }

  private List<NewDelivery> owed(List<WantedEvent> kept, Instant now) {
    var owed = new ArrayList<NewDelivery>();
    for (WantedEvent event : kept) {
      event.matches().forEach(match -> owed.add(new NewDelivery(ids.at(now), event.id(), match)));
    }
    return owed;
  }

  private static Recording.Counts counts(WorkerEvents given, Map<UUID, KeyCheck> checks, int owed) {
    var counted = new EnumMap<KeyCheck, Integer>(KeyCheck.class);
    checks.values().forEach(check -> counted.merge(check, 1, Integer::sum));
    int duplicates = counted.getOrDefault(KeyCheck.DUPLICATE, 0);
    int conflicts = counted.getOrDefault(KeyCheck.CONFLICT, 0);
    int accepted = given.events().size() - duplicates - conflicts;
    return new Recording.Counts(accepted, duplicates, conflicts, owed, 0);
  }
}
