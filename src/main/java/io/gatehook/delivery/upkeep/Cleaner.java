package io.gatehook.delivery.upkeep;

import io.gatehook.delivery.RetentionConfig;
import io.gatehook.delivery.suppression.SuppressionStore;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Deletes old finished deliveries with their attempts, then events that nothing is owed for. What
 * halts its hook stays, however old: without it the others would pass.
 */
@ApplicationScoped
public class Cleaner {
  /** Most deliveries deleted in one transaction, so that no lock is held long. */
  static final int BATCH = 500;

  /** How long the row of a dead process is kept, for those who read logs. */
  static final Duration DEAD_NODES = Duration.ofDays(1);

  @Inject Sql sql;
  @Inject NodeStore nodes;
  @Inject SuppressionStore suppressions;
  @Inject RetentionConfig retention;
  @Inject Clock clock;

  private record Old(UUID delivery, UUID workerEvent) {}

  /**
   * Cleans one batch; called every minute, again while batches are full.
   *
   * @return whether the batch was full
   */
  @InTransaction
  public boolean clean() {
    Instant now = clock.instant();
    List<Old> old = oldDeliveries(now);
    if (!old.isEmpty()) {
      delete(old);
    }
    sql.update("delete from idempotency_key where expires_at <= ?", now);
    suppressions.clean(now, BATCH);
    nodes.removeExpired(now.minus(DEAD_NODES));
    return old.size() == BATCH;
  }

  private List<Old> oldDeliveries(Instant now) {
    return sql.query(
        """
        select id, worker_event from delivery
         where ((status = 'DELIVERED' and finished_at < ?)
                or (status in ('EXHAUSTED', 'REJECTED', 'CANCELLED') and finished_at < ?))
           and not exists (select 1 from delivery_line l where l.delivery = delivery.id)
         order by finished_at limit ? for update skip locked
        """,
        row -> new Old(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
        now.minus(retention.delivered()),
        now.minus(retention.other()),
        BATCH);
  }

  private void delete(List<Old> old) {
    Set<UUID> deliveries = old.stream().map(Old::delivery).collect(Collectors.toSet());
    Set<UUID> events = old.stream().map(Old::workerEvent).collect(Collectors.toSet());
    deleteIn("attempt where delivery", deliveries);
    deleteIn("delivery where id", deliveries);
    sql.update(
        """
        delete from worker_event where id in (%s)
           and not exists (select 1 from delivery d where d.worker_event = worker_event.id)
        """
            .formatted(Sql.marks(events.size())),
        events.toArray());
  }

  private void deleteIn(String place, Collection<UUID> ids) {
    sql.update("delete from %s in (%s)".formatted(place, Sql.marks(ids.size())), ids.toArray());
  }
}
