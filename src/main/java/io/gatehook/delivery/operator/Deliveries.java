package io.gatehook.delivery.operator;

import io.gatehook.delivery.DeliveriesRecorded;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.delivery.queue.HoldStore;
import io.gatehook.delivery.recording.EventStore;
import io.gatehook.hook.HookDeleted;
import io.gatehook.hook.HookSwitched;
import io.gatehook.sql.InTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What an operator may do with deliveries and worker events. */
@ApplicationScoped
@InTransaction
public class Deliveries {
  @Inject DeliveryStore deliveries;
  @Inject HoldStore holds;
  @Inject EventStore events;
  @Inject HistoryStore history;
  @Inject Clock clock;
  @Inject Event<DeliveriesRecorded> due;

  /**
   * Sends a finished delivery again, at once and with the retry schedule afresh; that of a disabled
   * hook as soon as the hook is enabled.
   *
   * @throws DeliveryProblem if it is unknown, unfinished, its event erased or its hook deleted
   */
  public void redeliver(UUID delivery) {
    if (deliveries.redeliver(List.of(delivery), clock.instant()) == 0) {
      throw refused(delivery, "it is %s, or its event is erased or its event hook deleted");
    }
    due.fire(new DeliveriesRecorded(1));
  }

  /**
   * Ends an unfinished delivery, or one that halts its hook.
   *
   * @throws DeliveryProblem if it is unknown, or finished and halts nothing
   */
  public void cancel(UUID delivery) {
    if (!deliveries.cancel(delivery, "cancelled by an operator", clock.instant())) {
      throw refused(delivery, "it is %s");
    }
  }

  /**
   * Forgets an event's data and what was said in its attempts, and ends what is unfinished.
   *
   * @throws DeliveryProblem if the event is unknown
   */
  public void erase(UUID workerEvent) {
    if (!events.lock(workerEvent)) {
      throw new DeliveryProblem(DeliveryProblem.Code.NOT_FOUND, "no worker event " + workerEvent);
    }
    deliveries.cancelOfEvent(workerEvent, "worker event erased", clock.instant());
    events.erase(workerEvent);
  }

  void cancelAll(@Observes HookDeleted deleted) {
    deliveries.cancelOfHook(deleted.id(), "event hook deleted", clock.instant());
  }

  void holdOrLetGo(@Observes HookSwitched hook) {
    if (hook.enabled()) {
      due.fire(new DeliveriesRecorded(holds.letGoOf(hook.id())));
    } else {
      holds.holdAllOf(hook.id());
    }
  }

  private DeliveryProblem refused(UUID id, String reason) {
    return history
        .delivery(id)
        .map(
            delivery ->
                new DeliveryProblem(
                    DeliveryProblem.Code.WRONG_STATE,
                    "delivery %s: ".formatted(id) + reason.formatted(delivery.status().apiName())))
        .orElseGet(() -> new DeliveryProblem(DeliveryProblem.Code.NOT_FOUND, "no delivery " + id));
  }
}
