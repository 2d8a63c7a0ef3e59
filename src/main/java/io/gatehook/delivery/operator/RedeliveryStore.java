package io.gatehook.delivery.operator;

import io.gatehook.delivery.operator.HistoryStore.Place;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what redeliveries are asked for and how far they are, and finds their deliveries. */
@ApplicationScoped
@InTransaction
class RedeliveryStore {
  @Inject Sql sql;

  Optional<Redelivery> find(UUID id) {
    return sql.query(Redelivery.SELECT + "where id = ?", Redelivery::read, id).stream().findFirst();
  }

  /** In the order of created_at, id, from behind the place. */
  List<Redelivery> page(Place after, int size) {
    return sql.query(
        Redelivery.SELECT
            + """
            where created_at >= ? and (created_at > ? or id > ?) order by created_at, id limit ?
            """,
        Redelivery::read,
        after.createdAt(),
        after.createdAt(),
        after.id(),
        size);
  }

  /** Deliveries that the filter matches and that finished by then; counts no further than most. */
  long count(DeliveryFilter filter, Instant finishedBy, int most) {
    var matching = new FinishedDeliveries(filter, finishedBy);
    return sql.query(
            "select count(*) from (select 1 as one from delivery d where %s limit ?) matching"
                .formatted(matching.condition()),
            row -> row.getLong(1),
            matching.arguments(most))
        .get(0);
  }

  int running() {
    return sql.query(
            "select count(*) from redelivery where status = 'RUNNING'", row -> row.getInt(1))
        .get(0);
  }

  /** – → RUNNING. */
  void insert(UUID id, DeliveryFilter filter, long matched, Instant now) {
    sql.update(
        """
        insert into redelivery (id, delivery_status, event_hook, source, event, since, until,
                                status, matched, done, failed, reached_at, reached_id, batch_at,
                                next_batch_at, created_at)
        values (?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, 0, 0, ?, ?, ?, ?, ?)
        """,
        id,
        filter.status(),
        filter.eventHook(),
        filter.source(),
        filter.event(),
        filter.since(),
        filter.until(),
        matched,
        Place.START.createdAt(),
        Place.START.id(),
        now,
        now,
        now);
  }

  /** RUNNING → CANCELLED; false: it does not run. */
  boolean cancel(UUID id, Instant now) {
    return sql.update(
            """
            update redelivery set status = 'CANCELLED', finished_at = ?
             where id = ? and status = 'RUNNING'
            """,
            now,
            id)
        == 1;
  }

  /** The one whose next batch is due longest, locked; none that another transaction works on. */
  Optional<Redelivery> takeDue(Instant now) {
    return sql
        .query(
            Redelivery.SELECT
                + """
                where status = 'RUNNING' and next_batch_at <= ?
                order by next_batch_at limit 1 for update skip locked
                """,
            Redelivery::read,
            now)
        .stream()
        .findFirst();
  }

  /** How many of the last batch no node has claimed yet. */
  int waiting(Redelivery taken) {
    return sql.query(
            "select count(*) from delivery where status = 'PENDING' and next_attempt_at = ?",
            row -> row.getInt(1),
            taken.progress().batchAt())
        .get(0);
  }

  void postpone(Redelivery taken, Instant nextBatchAt) {
    sql.update("update redelivery set next_batch_at = ? where id = ?", nextBatchAt, taken.id());
  }

  /** The deliveries behind those that were looked at before. */
  RedeliveryBatch next(Redelivery taken, int size) {
    var matching = new FinishedDeliveries(taken.filter(), taken.createdAt());
    Place reached = taken.progress().reached();
    List<RedeliveryBatch.Found> found =
        sql.query(
            """
            select d.created_at, d.id,
                   exists (select 1 from event_hook h where h.id = d.event_hook)
                   and exists (select 1 from worker_event e
                                where e.id = d.worker_event and e.data is not null) as sendable
              from delivery d
             where %s and d.created_at >= ? and (d.created_at > ? or d.id > ?)
             order by d.created_at, d.id limit ?
            """
                .formatted(matching.condition()),
            RedeliveryStore::read,
            matching.arguments(reached.createdAt(), reached.createdAt(), reached.id(), size));
    return new RedeliveryBatch(found, found.size() == size);
  }

  /** RUNNING → RUNNING, or FINISHED behind the last batch. */
  void advance(Redelivery taken, RedeliveryBatch batch, int moved, Instant now, Instant next) {
    Place end = batch.end(taken.progress().reached());
    sql.update(
        """
        update redelivery
           set status = ?, finished_at = ?, done = done + ?, failed = failed + ?,
               matched = greatest(matched, done + failed + ?), reached_at = ?, reached_id = ?,
               batch_at = ?, next_batch_at = ?
         where id = ?
        """,
        batch.full() ? RedeliveryStatus.RUNNING : RedeliveryStatus.FINISHED,
        batch.full() ? null : now,
        moved,
        batch.failed(),
        moved + batch.failed(),
        end.createdAt(),
        end.id(),
        now,
        next,
        taken.id());
  }

  private static RedeliveryBatch.Found read(ResultSet row) throws SQLException {
    return new RedeliveryBatch.Found(
        new Place(Sql.requiredInstant(row, "created_at"), row.getObject("id", UUID.class)),
        row.getBoolean("sendable"));
  }
}
