package io.gatehook.delivery.queue;

import static java.util.Comparator.comparing;

import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.Trigger;
import io.gatehook.event.Origin;
import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.Span;
import io.gatehook.json.Json;
import io.gatehook.sql.Sql;
import io.gatehook.text.LogEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this process won, with all that a call needs.
 *
 * @param claim the number of this claim; only with it may the row be finished
 * @param event as the hook saw it; one whose sender gave no time has that of its arrival
 * @param size bytes of the event's data
 * @param progress where the retry schedule stands
 */
public record ClaimedDelivery(
    UUID id, UUID hook, long claim, WorkerEvent event, int size, Progress progress) {
  /** The claim of a row that was born with it. */
  public static final long FIRST_CLAIM = 1;

  private static final String SELECT =
      """
      select d.id, d.event_hook, d.claim_number, d.source, d.event, d.attempt_count,
             d.schedule_step, d.rescue_count, d.scheduled_from, d.trigger_kind,
             e.data, e.event_key, e.workspace, e.node_id, e.pid, e.traceparent, e.tracestate,
             coalesce(e.occurred_at, e.received_at) as occurred_at
        from delivery d join worker_event e on e.id = d.worker_event
      """;

  /**
   * How far a delivery got.
   *
   * @param attempts taken already
   * @param step retries taken since the schedule was started
   * @param rescues stale claims in a row
   * @param scheduledFrom when the schedule was started
   * @param trigger of the next attempt
   */
  public record Progress(
      int attempts, int step, int rescues, Instant scheduledFrom, Trigger trigger) {
    public int nextAttempt() {
      return attempts + 1;
    }
  }

  /** A line of the log about the next attempt, with its ids in the trace where it is in one. */
  public LogEntry traced(LogEntry line) {
    return Span.of(event, id, progress.nextAttempt()).map(span -> span.in(line)).orElse(line);
  }

  /** In the order of the ids. */
  static List<ClaimedDelivery> load(Sql sql, List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<UUID> padded = Sql.padded(ids);
    var loaded =
        sql.query(
            SELECT + " where d.id in (%s)".formatted(Sql.marks(padded.size())),
            ClaimedDelivery::read,
            padded.toArray());
    loaded.sort(comparing(delivery -> ids.indexOf(delivery.id())));
    return loaded;
  }

  /** A delivery that its recording claims for this process. */
  public static ClaimedDelivery born(
      NewDelivery delivery, WorkerEvent event, int size, Instant now) {
    var seenAs = delivery.match().seenAs();
    return new ClaimedDelivery(
        delivery.id(),
        delivery.match().hook().id(),
        FIRST_CLAIM,
        event.seenAs(seenAs.source(), seenAs.event()).occurredBy(now),
        size,
        new Progress(0, 0, 0, now, Trigger.SCHEDULED));
  }

  private static ClaimedDelivery read(ResultSet row) throws SQLException {
    byte[] data = row.getBytes("data");
    var event =
        new WorkerEvent(
            row.getString("source"),
            row.getString("event"),
            Json.stored(data),
            row.getString("event_key"),
            row.getString("workspace"),
            origin(row));
    var progress =
        new Progress(
            row.getInt("attempt_count"),
            row.getInt("schedule_step"),
            row.getInt("rescue_count"),
            Sql.requiredInstant(row, "scheduled_from"),
            Trigger.valueOf(row.getString("trigger_kind")));
    return new ClaimedDelivery(
        row.getObject("id", UUID.class),
        row.getObject("event_hook", UUID.class),
        row.getLong("claim_number"),
        event,
        data.length,
        progress);
  }

  private static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        row.getString("node_id"),
        row.getObject("pid", Long.class),
        Sql.instant(row, "occurred_at"),
        trace(row));
  }

  private static @Nullable TraceContext trace(ResultSet row) throws SQLException {
    String traceparent = row.getString("traceparent");
    return traceparent == null ? null : new TraceContext(traceparent, row.getString("tracestate"));
  }
}
