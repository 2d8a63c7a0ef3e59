package io.gatehook.delivery.recording;

import static java.util.stream.Collectors.toSet;

import io.gatehook.delivery.DeliveriesRecorded;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.dispatch.ReadyQueue;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.DeliveryOptions;
import io.gatehook.hook.EventHook;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Records deliveries in the current transaction: born claimed as far as this process has room for
 * them, which saves the claim; the others due at once.
 */
@ApplicationScoped
class Births {
  @Inject DeliveryStore deliveries;
  @Inject ReadyQueue ready;
  @Inject Incarnation node;
  @Inject Event<DeliveriesRecorded> recorded;

  @Resource TransactionSynchronizationRegistry current;

  /** An event as it was recorded, with the bytes of its data. */
  record Sized(WorkerEvent event, int size) {}

  /**
   * Records deliveries.
   *
   * @param events those whose deliveries may be born claimed
   */
  void insert(List<NewDelivery> owed, Map<UUID, Sized> events, Instant now) {
    if (owed.isEmpty()) {
      return;
    }
    List<ClaimedDelivery> born = new ArrayList<>();
    for (NewDelivery delivery : owed) {
      Sized of = events.get(delivery.workerEvent());
      EventHook hook = delivery.match().hook();
      if (of != null && mayBeClaimed(hook) && ready.reserve(hook.id(), of.size())) {
        born.add(ClaimedDelivery.born(delivery, of.event(), of.size(), now));
      }
    }
    if (!born.isEmpty()) {
      // before the rows: if they cannot be written, the room is given back
      current.registerInterposedSynchronization(new Handover(ready, born));
    }
    deliveries.insert(
        owed, born.stream().map(ClaimedDelivery::id).collect(toSet()), node.id(), now);
    long unordered =
        owed.stream().filter(each -> !each.match().hook().delivery().isOrdered()).count();
    if (born.size() < unordered) {
      recorded.fire(new DeliveriesRecorded((int) unordered - born.size()));
    }
  }

  /**
   * What is beyond a rate limit is not to be claimed, and how much that is the claim decides; what
   * is ordered waits for its turn.
   */
  private static boolean mayBeClaimed(EventHook hook) {
    DeliveryOptions options = hook.delivery();
    return hook.enabled() && options.perSecond().isEmpty() && !options.isOrdered();
  }

  /**
   * Hands the deliveries over after the commit. Not an observer: the server was seen to lose an
   * event now and then, and nobody would look for these before they are stale.
   */
  private record Handover(ReadyQueue ready, List<ClaimedDelivery> born) implements Synchronization {
    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        ready.add(born);
      } else {
        ready.giveBack(born);
      }
    }
  }
}
