package io.gatehook.delivery.upkeep;

import static java.util.stream.Collectors.toSet;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deletes a batch of what is old, passing over what another transaction works on. */
@ApplicationScoped
@InTransaction
public class CleanStore {
  @Inject Sql sql;

  /**
   * How far the cleaning of a state is.
   *
   * @param reached what finished before this was looked at
   * @param full whether there may be more
   */
  record Batch(Instant reached, boolean full) {
    static final Batch FIRST = new Batch(Instant.EPOCH, true);
  }

  private record Old(UUID delivery, UUID workerEvent, Instant finishedAt) {}

  /**
   * Deletes deliveries with their attempts, and events that nothing is owed for then. What stands
   * in the line of its hook stays, however old: without it the others would pass.
   */
  Batch deleteDeliveries(DeliveryStatus status, Instant from, Instant before, int limit) {
    List<Old> old = old(status, from, before, limit);
    if (old.isEmpty()) {
      return new Batch(before, false);
    }
    List<Old> won = lockEvents(lockDeliveries(status, old));
    delete(won);
    Instant last = old.get(old.size() - 1).finishedAt();
    // behind what others work on, or what stays, there may be more
    return new Batch(won.isEmpty() ? last.plus(1, ChronoUnit.MICROS) : last, old.size() == limit);
  }

  /**
   * The oldest, read in the order of their index. No lock and no join here: with either, both
   * databases read all that is old, or all lines, for every batch.
   */
  private List<Old> old(DeliveryStatus status, Instant from, Instant before, int limit) {
    return sql.query(
        """
        select id, worker_event, finished_at from delivery
         where status = '%s' and finished_at >= ? and finished_at < ?
         order by status, finished_at limit ?
        """
            .formatted(status),
        row ->
            new Old(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                Sql.requiredInstant(row, "finished_at")),
        from,
        before,
        limit);
  }

  private List<Old> lockDeliveries(DeliveryStatus status, List<Old> old) {
    Set<UUID> won =
        lock(
            """
            delivery where status = '%s' and id in (%%s)
               and not exists (select 1 from delivery_line l where l.delivery = delivery.id)
            """
                .formatted(status),
            old.stream().map(Old::delivery).toList());
    return old.stream().filter(each -> won.contains(each.delivery())).toList();
  }

  /** Of two who delete the last deliveries of an event, neither would see it without any. */
  private List<Old> lockEvents(List<Old> old) {
    if (old.isEmpty()) {
      return old;
    }
    Set<UUID> won = lock("worker_event where id in (%s)", events(old));
    return old.stream().filter(each -> won.contains(each.workerEvent())).toList();
  }

  private Set<UUID> lock(String rows, List<UUID> ids) {
    List<UUID> padded = Sql.padded(ids);
    return sql
        .query(
            "select id from %s for update skip locked"
                .formatted(rows.formatted(Sql.marks(padded.size()))),
            row -> row.getObject(1, UUID.class),
            padded.toArray())
        .stream()
        .collect(toSet());
  }

  private void delete(List<Old> won) {
    if (won.isEmpty()) {
      return;
    }
    List<UUID> deliveries = won.stream().map(Old::delivery).toList();
    delete("attempt where delivery in (%s)", deliveries);
    delete("delivery where id in (%s)", deliveries);
    delete(
        """
        worker_event where id in (%s)
           and not exists (select 1 from delivery d where d.worker_event = worker_event.id)
        """,
        events(won));
  }

  private void delete(String rows, List<UUID> ids) {
    List<UUID> padded = Sql.padded(ids);
    sql.update("delete from " + rows.formatted(Sql.marks(padded.size())), padded.toArray());
  }

  private static List<UUID> events(List<Old> old) {
    return old.stream().map(Old::workerEvent).distinct().toList();
  }

  /**
   * Deletes senders' keys that have expired.
   *
   * @return whether there may be more
   */
  boolean deleteKeys(Instant now, int limit) {
    List<@Nullable Object[]> expired =
        sql.query(
            """
            select workspace, source, event_key from idempotency_key
             where expires_at <= ? order by expires_at limit ? for update skip locked
            """,
            row -> new @Nullable Object[] {row.getString(1), row.getString(2), row.getString(3)},
            now,
            limit);
    sql.batch(
        "delete from idempotency_key where workspace = ? and source = ? and event_key = ?",
        expired);
    return expired.size() == limit;
  }
}
