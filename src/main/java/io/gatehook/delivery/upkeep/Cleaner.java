package io.gatehook.delivery.upkeep;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.RetentionConfig;
import io.gatehook.delivery.suppression.SuppressionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes old finished deliveries with their attempts and events, expired keys, snoozes that are
 * over and the rows of dead nodes: batch after batch, each a short transaction that waits for
 * nobody, so that any number of nodes may clean at once.
 */
@ApplicationScoped
public class Cleaner {
  /** Most rows of a kind that are deleted in one transaction. */
  static final int BATCH = 500;

  /** How long the row of a dead process is kept, for those who read logs. */
  static final Duration DEAD_NODES = Duration.ofDays(1);

  @Inject CleanStore store;
  @Inject NodeStore nodes;
  @Inject SuppressionStore suppressions;
  @Inject RetentionConfig retention;
  @Inject Clock clock;

  /** Deletes all that is old now, but for what others work on: that is for the next round. */
  public void clean() {
    Instant now = clock.instant();
    for (DeliveryStatus status : DeliveryStatus.FINISHED) {
      clean(status, now.minus(retention.of(status)));
    }
    Batches.whileFull(() -> store.deleteKeys(now, BATCH));
    Batches.whileFull(() -> suppressions.clean(now, BATCH));
    nodes.removeExpired(now.minus(DEAD_NODES));
  }

  private void clean(DeliveryStatus status, Instant before) {
    var batch = CleanStore.Batch.FIRST;
    while (batch.full()) {
      batch = store.deleteDeliveries(status, batch.reached(), before, BATCH);
    }
  }
}
