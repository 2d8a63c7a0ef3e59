package io.gatehook.delivery.upkeep;

import io.gatehook.delivery.DeliveriesRecorded;
import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.meter.DeliveryMeter;
import io.gatehook.delivery.queue.AttemptRecord;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.RescueStore;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.delivery.retry.RetryPolicy;
import io.gatehook.sql.InTransaction;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Gives stale claims back to the queue: their node died, or lost them. */
@ApplicationScoped
public class Rescuer {
  /** Most claims rescued in one transaction. */
  static final int BATCH = 200;

  private static final Logger LOG = System.getLogger(Rescuer.class.getName());

  @Inject RescueStore store;
  @Inject RetryPolicy policy;
  @Inject DeliveryConfig config;
  @Inject Incarnation node;
  @Inject DeliveryMeter meter;
  @Inject Clock clock;
  @Inject jakarta.enterprise.event.Event<DeliveriesRecorded> due;

  /**
   * Rescues one batch; called at start and every third of a lease, again while batches are full.
   *
   * @return whether the batch was full
   */
  @InTransaction
  public boolean rescue() {
    Instant now = clock.instant();
    List<ClaimedDelivery> stale =
        store.staleClaims(node.id(), now.minus(config.lostAfter()), now, BATCH);
    stale.forEach(delivery -> rescue(delivery, now));
    if (!stale.isEmpty()) {
      due.fire(new DeliveriesRecorded(stale.size()));
    }
    return stale.size() == BATCH;
  }

  private void rescue(ClaimedDelivery delivery, Instant now) {
    NextStep step = policy.rescue(delivery.progress().rescues(), now);
    store.rescue(delivery, node.nodeId(), AttemptRecord.lost(now), step);
    meter.rescued(delivery, step);
    var line =
        LogEntry.of(
            "delivery {delivery} hook {hook} attempt {attempt} rescued: {status}",
            delivery.id(),
            delivery.hook(),
            delivery.progress().nextAttempt(),
            step.status().apiName());
    LOG.log(Level.INFO, LogEntry.FORM, delivery.traced(line));
  }
}
