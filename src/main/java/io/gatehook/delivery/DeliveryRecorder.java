package io.gatehook.delivery;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import io.gatehook.delivery.EventStore.KeyCheck;
import io.gatehook.event.Recording;
import io.gatehook.event.WorkerEvent;
import io.gatehook.event.WorkerEvents;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Records what is owed for worker events: one event row, and one delivery row per hook that wants
 * it, all in one transaction: the caller's if there is one, else an own one that is committed when
 * firing returns.
 */
@ApplicationScoped
public class DeliveryRecorder {
  private static final Logger LOG = System.getLogger(DeliveryRecorder.class.getName());

  @Inject WantedEvents wantedEvents;
  @Inject EventStore events;
  @Inject DeliveryStore deliveries;
  @Inject Suppressor suppressor;
  @Inject Clock clock;
  @Inject Event<DeliveriesRecorded> recorded;

  @Transactional
  void record(@Observes WorkerEvents given) {
    Instant now = clock.instant();
    OptionalInt suppressed = wantedEvents.nothingOwed(given.events(), now);
    given
        .recording()
        .complete(
            suppressed.isPresent()
                ? new Recording.Counts(given.events().size(), 0, 0, 0, suppressed.getAsInt())
                : recorded(given.events(), now));
  }

  private Recording.Counts recorded(List<WorkerEvent> given, Instant now) {
    List<WantedEvent> wanted = wantedEvents.of(given, now);
    Map<UUID, KeyCheck> checks = takeKeys(wanted, now);
    List<WantedEvent> fresh =
        wanted.stream().filter(event -> checks.get(event.id()) == KeyCheck.NEW).toList();
    Suppressor.Owed owed = suppressor.owe(fresh, now);
    insert(fresh, owed.deliveries(), now);
    return counts(given.size(), checks, owed);
  }

  /** Events that nothing is owed for leave no trace, their keys neither. */
  private void insert(List<WantedEvent> fresh, List<NewDelivery> owed, Instant now) {
    Set<UUID> kept = owed.stream().map(NewDelivery::workerEvent).collect(toSet());
    events.insert(
        fresh.stream()
            .filter(event -> kept.contains(event.id()))
            .map(event -> event.row(now))
            .toList());
    events.giveBackKeys(fresh.stream().filter(event -> !kept.contains(event.id())).toList());
    deliveries.insert(owed, now);
    if (!owed.isEmpty()) {
      recorded.fire(new DeliveriesRecorded(owed.size()));
    }
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

  private static Recording.Counts counts(
      int given, Map<UUID, KeyCheck> checks, Suppressor.Owed owed) {
    var counted = new EnumMap<KeyCheck, Integer>(KeyCheck.class);
    checks.values().forEach(check -> counted.merge(check, 1, Integer::sum));
    int duplicates = counted.getOrDefault(KeyCheck.DUPLICATE, 0);
    int conflicts = counted.getOrDefault(KeyCheck.CONFLICT, 0);
    return new Recording.Counts(
        given - duplicates - conflicts,
        duplicates,
        conflicts,
        owed.deliveries().size(),
        owed.suppressed());
  }
}
