package io.gatehook.delivery.queue;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.RetrySchedule;
import io.gatehook.delivery.Trigger;
import io.gatehook.delivery.UuidV7;
import io.gatehook.delivery.queue.World.Call;
import io.gatehook.delivery.queue.World.Row;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.delivery.retry.RetryPolicy;
import io.gatehook.delivery.suppression.SuppressionStores;
import io.gatehook.handler.Exchange;
import io.gatehook.sql.MemoryStore;
import io.gatehook.sql.Sql;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The real tables and the product's own statements, with one delivery in them that is put into any
 * state. Everything happens at one time, which {@link #CLAIMED_AT} is shortly before.
 */
final class QueueTables implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant CLAIMED_AT = NOW.minusSeconds(10);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final UUID DELIVERY = new UUID(0, 1);
  private static final UUID EVENT = new UUID(0, 2);
  private static final UUID HOOK = new UUID(0, 3);

  private final MemoryStore store = new MemoryStore();
  private final Sql sql = store.sql();
  private final DeliveryStore deliveries = new DeliveryStore();
  private final RescueStore rescues = new RescueStore();
  private final RetryPolicy policy =
      new RetryPolicy(new RetrySchedule(List.of()), Duration.ofDays(1), () -> 0.5);

  QueueTables() {
    var attempts = new AttemptStore();
    attempts.sql = sql;
    attempts.ids = new UuidV7(new Random(1));
    var holds = new HoldStore();
    holds.sql = sql;
    deliveries.sql = sql;
    deliveries.attempts = attempts;
    deliveries.holds = holds;
    deliveries.suppressions = SuppressionStores.on(sql);
    deliveries.lines = lines(holds);
    rescues.sql = sql;
    rescues.attempts = attempts;
    rescues.holds = holds;
    rescues.suppressions = deliveries.suppressions;
    deliveries.ended = unheard();
    rescues.ended = deliveries.ended;
    insert();
  }

  private LineStore lines(HoldStore holds) {
    var lines = new LineStore();
    lines.sql = sql;
    lines.holds = holds;
    lines.moved = unheard();
    return lines;
  }

  /** Nobody is told. */
  @SuppressWarnings("unchecked")
  private static <T> Event<T> unheard() {
    return (Event<T>)
        Proxy.newProxyInstance(
            QueueTables.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> null);
  }

  /** The row as it is recorded. */
  static Row recorded() {
    return new Row(DeliveryStatus.PENDING, null, 0, 0, 0, 0, Trigger.SCHEDULED, true, false);
  }

  /** Empty: not won. */
  Optional<ClaimedDelivery> claim(UUID process) {
    return deliveries.claim(process, CLAIMED_AT, List.of(DELIVERY)).stream().findFirst();
  }

  /** Whether the row was still the call's. */
  boolean finish(Call call, NextStep step) {
    var attempt =
        new AttemptRecord(NOW, Duration.ofMillis(1), Outcome.RETRYABLE, "why", Exchange.NONE);
    return deliveries
        .finish(List.of(new Ending(call.delivery(), attempt, step)), node(call.process()), NOW)
        .isEmpty();
  }

  void release(Call call) {
    deliveries.release(List.of(call.delivery()), node(call.process()), NOW);
  }

  /** As a process does that believes its own calls to be under way, or lost. */
  boolean rescue(UUID process, boolean ownAreLost) {
    Instant ownBefore = ownAreLost ? NOW : CLAIMED_AT.minusSeconds(1);
    List<ClaimedDelivery> stale = rescues.staleClaims(process, ownBefore, NOW, 10);
    stale.forEach(
        delivery ->
            rescues.rescue(
                delivery,
                "rescuer",
                AttemptRecord.lost(NOW),
                policy.rescue(delivery.progress().rescues(), NOW)));
    return !stale.isEmpty();
  }

  boolean cancel() {
    return deliveries.cancel(DELIVERY, "why", NOW);
  }

  boolean redeliver() {
    return deliveries.redeliver(List.of(DELIVERY), NOW) == 1;
  }

  int attempts() {
    return sql.query("select count(*) from attempt", row -> row.getInt(1)).get(0);
  }

  /** Puts the delivery and the leases into a state, without attempts. */
  void write(Row row, Set<UUID> alive) {
    sql.update(
        """
        update delivery
           set status = ?, owner = ?, claim_number = ?, attempt_count = ?, schedule_step = ?,
               rescue_count = ?, trigger_kind = ?, next_attempt_at = ?, finished_at = ?,
               claimed_at = ?
        """,
        row.status(),
        row.owner(),
        row.claim(),
        row.attempts(),
        row.step(),
        row.rescues(),
        row.trigger(),
        row.due() ? NOW : null,
        row.finished() ? NOW : null,
        row.claim() == 0 ? null : CLAIMED_AT);
    sql.update("delete from attempt");
    sql.update("delete from node");
    alive.forEach(
        process ->
            sql.update(
                "insert into node (incarnation, node_id, started_at, expires_at) values (?, ?, ?, ?)",
                process,
                "node",
                NOW,
                NOW.plus(LEASE)));
  }

  Row read() {
    Row row = sql.query("select * from delivery", QueueTables::row).get(0);
    store.commit();
    return row;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        DeliveryStatus.valueOf(row.getString("status")),
        row.getObject("owner", UUID.class),
        row.getLong("claim_number"),
        row.getInt("attempt_count"),
        row.getInt("schedule_step"),
        row.getInt("rescue_count"),
        Trigger.valueOf(row.getString("trigger_kind")),
        row.getObject("next_attempt_at") != null,
        row.getObject("finished_at") != null);
  }

  private void insert() {
    sql.update(
        """
        insert into event_hook (id, workspace, source, handler, config, created_at, updated_at)
        values (?, 'default', 's', 'log', ?, 0, 0)
        """,
        HOOK,
        "{}".getBytes(StandardCharsets.UTF_8));
    sql.update(
        """
        insert into worker_event (id, workspace, source, event, data, received_at)
        values (?, 'default', 's', 'e', ?, ?)
        """,
        EVENT,
        "{}".getBytes(StandardCharsets.UTF_8),
        NOW);
    sql.update(
        """
        insert into delivery (id, worker_event, event_hook, workspace, source, event, handler, status,
                              attempt_count, schedule_step, rescue_count, trigger_kind,
                              scheduled_from, next_attempt_at, claim_number, created_at)
        values (?, ?, ?, 'default', 's', 'e', 'log', 'PENDING', 0, 0, 0, 'SCHEDULED', ?, ?, 0, ?)
        """,
        DELIVERY,
        EVENT,
        HOOK,
        NOW,
        NOW,
        NOW);
    store.commit();
  }

  private static Incarnation node(UUID process) {
    return new Incarnation(process, "node");
  }

  @Override
  public void close() {
    store.close();
  }
}
