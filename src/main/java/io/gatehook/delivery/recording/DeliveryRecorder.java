package io.gatehook.delivery.recording;

import io.gatehook.event.WorkerEvent;
import io.gatehook.event.WorkerEvents;
import io.gatehook.metrics.Metrics;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;

/**
 * Takes fired worker events to the store: in the caller's transaction if there is one, else in one
 * that concurrent callers share and that is committed when firing returns.
 */
@ApplicationScoped
public class DeliveryRecorder {
  /** Most events that share a commit. */
  static final int MOST_TOGETHER = 1_000;

  @Inject WantedEvents wantedEvents;
  @Inject Recordings recordings;
  @Inject Metrics metrics;
  @Inject Clock clock;

  @Resource TransactionSynchronizationRegistry current;

  private final Coalescer<List<WorkerEvent>, Taken> shared =
      new Coalescer<>(this::recordAll, List::size, MOST_TOGETHER);

  void record(@Observes WorkerEvents given) {
    Taken taken = recorded(given.events());
    taken.count(given.events(), metrics);
    given.recording().complete(taken.counts());
  }

  private Taken recorded(List<WorkerEvent> events) {
    if (current.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
      wantedEvents.refresh();
      return recordings.recordWithCaller(events);
    }
    OptionalInt suppressed = wantedEvents.nothingOwed(events, clock.instant());
    return suppressed.isPresent()
        ? Taken.unwanted(events.size(), suppressed.getAsInt())
        : shared.submit(events);
  }

  /** By the hooks as they are in the transaction, which costs no transaction more. */
  private List<Taken> recordAll(List<List<WorkerEvent>> requests) {
    var taken = recordings.recordUnlessStale(requests);
    while (taken.isEmpty()) {
      wantedEvents.refresh();
      taken = recordings.recordUnlessStale(requests);
    }
    return taken.get();
  }
}
