package io.gatehook.delivery.recording;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.recording.EventStore.KeyCheck;
import io.gatehook.event.Recording.Counts;
import io.gatehook.event.WorkerEvent;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts for each request what became of its events. Pure. */
final class Tally {
  private final Map<UUID, KeyCheck> checks;
  private final Map<UUID, Long> owed;

  /**
   * @param checks by event
   * @param owed of all events together
   */
  Tally(Map<UUID, KeyCheck> checks, List<NewDelivery> owed) {
    this.checks = checks;
    this.owed = owed.stream().collect(groupingBy(NewDelivery::workerEvent, counting()));
  }

  /**
   * The counts of one request.
   *
   * @param given events of the request, wanted or not
   */
  Counts counts(int given, List<WantedEvent> wanted) {
    int duplicates = count(wanted, KeyCheck.DUPLICATE);
    int conflicts = count(wanted, KeyCheck.CONFLICT);
    int deliveries = 0;
    int suppressed = 0;
    for (WantedEvent event : wanted) {
      if (checks.get(event.id()) == KeyCheck.NEW) {
        int ofEvent = owed.getOrDefault(event.id(), 0L).intValue();
        deliveries += ofEvent;
        suppressed += event.matches().size() - ofEvent;
      }
    }
    return new Counts(
        given - duplicates - conflicts, duplicates, conflicts, deliveries, suppressed);
  }

  /** What was there before, by identity: equal events may stand in one request. */
  Map<WorkerEvent, KeyCheck> repeats(List<WantedEvent> wanted) {
    var repeats = new IdentityHashMap<WorkerEvent, KeyCheck>();
    for (WantedEvent event : wanted) {
      KeyCheck check = checks.get(event.id());
      if (check == KeyCheck.DUPLICATE || check == KeyCheck.CONFLICT) {
        repeats.put(event.event(), check);
      }
    }
    return repeats;
  }

  private int count(List<WantedEvent> wanted, KeyCheck check) {
    return (int) wanted.stream().filter(event -> checks.get(event.id()) == check).count();
  }
}
