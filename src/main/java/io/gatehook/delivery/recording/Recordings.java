package io.gatehook.delivery.recording;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.RecordedEvent;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.recording.Births.Sized;
import io.gatehook.delivery.recording.EventStore.KeyCheck;
import io.gatehook.delivery.suppression.Suppressor;
import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Json;
import io.gatehook.sql.InTransaction;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Records what is owed for worker events: one event row, and one delivery row per hook that wants
 * it, for one or many requests in one transaction.
 */
@ApplicationScoped
class Recordings {
  private static final Logger LOG = System.getLogger(Recordings.class.getName());

  @Inject WantedEvents wantedEvents;
  @Inject EventStore events;
  @Inject Births births;
  @Inject Suppressor suppressor;
  @Inject Clock clock;

  /**
   * Answers what became of each request; nothing is recorded and the answer is empty if hooks
   * changed of which this node does not know. Deliveries may be born claimed.
   */
  @InTransaction
  Optional<List<Taken>> recordUnlessStale(List<List<WorkerEvent>> requests) {
    return wantedEvents.areStale() ? Optional.empty() : Optional.of(record(requests, true));
  }

  /**
   * Answers what became of it. Nothing is born claimed, since the caller's transaction may take
   * long.
   */
  @InTransaction
  Taken recordWithCaller(List<WorkerEvent> request) {
    return record(List.of(request), false).get(0);
  }

  private List<Taken> record(List<List<WorkerEvent>> requests, boolean claim) {
    Instant now = clock.instant();
    List<List<WantedEvent>> wanted =
        requests.stream().map(given -> wantedEvents.of(given, now)).toList();
    Map<UUID, KeyCheck> checks = takeKeys(wanted.stream().flatMap(List::stream).toList(), now);
    List<WantedEvent> fresh =
        wanted.stream()
            .flatMap(List::stream)
            .filter(event -> checks.get(event.id()) == KeyCheck.NEW)
            .toList();
    List<NewDelivery> owed = suppressor.owe(fresh, now);
    insert(fresh, owed, claim, now);
    var tally = new Tally(checks, owed);
    return IntStream.range(0, requests.size())
        .mapToObj(
            i ->
                new Taken(
                    tally.counts(requests.get(i).size(), wanted.get(i)),
                    tally.repeats(wanted.get(i))))
        .toList();
  }

  /** Events that nothing is owed for leave no trace, their keys neither. */
  private void insert(List<WantedEvent> fresh, List<NewDelivery> owed, boolean claim, Instant now) {
    Set<UUID> kept = owed.stream().map(NewDelivery::workerEvent).collect(toSet());
    var rows = new ArrayList<RecordedEvent>();
    var sized = new HashMap<UUID, Sized>();
    for (WantedEvent event : fresh) {
      if (kept.contains(event.id())) {
        RecordedEvent row = event.row(now);
        rows.add(row);
        sized.put(event.id(), new Sized(event.event(), row.size()));
      }
    }
    births.insert(owed, claim ? sized : Map.of(), now);
    events.insert(rows);
    events.giveBackKeys(fresh.stream().filter(event -> !kept.contains(event.id())).toList());
  }

  private Map<UUID, KeyCheck> takeKeys(List<WantedEvent> wanted, Instant now) {
    Map<UUID, KeyCheck> checks =
        events.takeKeys(wanted.stream().sorted(comparing(WantedEvent::lockOrder)).toList(), now);
    wanted.stream()
        .filter(event -> checks.get(event.id()) == KeyCheck.CONFLICT)
        .forEach(Recordings::warn);
    return checks;
  }

  private static void warn(WantedEvent conflict) {
    LogEntry.log(
        LOG,
        Level.WARNING,
        "worker event dropped: key {key} of source {source} was used for other content",
        quoted(String.valueOf(conflict.event().key())),
        quoted(conflict.event().source()));
  }

  /**
   * As JSON: the names are the sender's, and a line break in them would forge a line of the log.
   */
  private static String quoted(String name) {
    return Json.text(Json.VALUES.createValue(name));
  }
}
