package io.gatehook.delivery.operator;

import io.gatehook.delivery.DeliveriesRecorded;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.sql.InTransaction;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Works on redeliveries, one batch of one of them in a transaction that moves the deliveries and
 * remembers how far it is. Nodes share the work: what one works on the others pass over.
 */
@ApplicationScoped
public class Redeliverer {
  /** Most deliveries made due at once: events that come meanwhile wait behind no more. */
  static final int BATCH = 250;

  /** Shortest time between two batches of a redelivery. */
  public static final Duration PACE = Duration.ofSeconds(1);

  /** The next batch waits until no more of the last one than this are unclaimed. */
  static final int MAX_WAITING = BATCH / 2;

  /** So long it waits for them: they may be of one receiver that hangs, the rest of others. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Logger LOG = System.getLogger(Redeliverer.class.getName());

  @Inject RedeliveryStore store;
  @Inject DeliveryStore deliveries;
  @Inject Clock clock;
  @Inject Event<DeliveriesRecorded> due;

  /**
   * Does a batch of the redelivery that waits longest; called every {@link #PACE}, again while
   * there was one.
   *
   * @return whether there was one
   */
  @InTransaction
  public boolean work() {
    Instant now = clock.instant();
    Optional<Redelivery> taken = store.takeDue(now);
    taken.ifPresent(redelivery -> work(redelivery, now));
    return taken.isPresent();
  }

  private void work(Redelivery redelivery, Instant now) {
    Instant next = now.plus(PACE);
    boolean patient = now.isBefore(redelivery.progress().batchAt().plus(PATIENCE));
    if (patient && store.waiting(redelivery) > MAX_WAITING) {
      store.postpone(redelivery, next);
      return;
    }
    RedeliveryBatch batch = store.next(redelivery, BATCH);
    int moved = deliveries.redeliver(batch.sendable(), now);
    store.advance(redelivery, batch, moved, now, next);
    due.fire(new DeliveriesRecorded(moved));
    if (!batch.full()) {
      LogEntry.log(LOG, Level.INFO, "redelivery {redelivery} finished", redelivery.id());
    }
  }
}
