package io.gatehook.delivery.recording;

import static java.util.stream.Collectors.toMap;

import io.gatehook.delivery.RecordedEvent;
import io.gatehook.delivery.RetentionConfig;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.queue.AttemptStore;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps worker events and the senders' keys, which live longer. */
@ApplicationScoped
@InTransaction
public class EventStore {
  @Inject Sql sql;
  @Inject AttemptStore attempts;
  @Inject RetentionConfig retention;

  /** What a sender's key turned out to be. */
  enum KeyCheck {
    /** Not there, or the event has none. */
    NEW,
    /** There with the same content. */
    DUPLICATE,
    /** There with other content. */
    CONFLICT
  }

  /**
   * Takes the keys of events, each unless it is there and has not expired; no key is always new.
   *
   * @param events in lock order
   */
  Map<UUID, KeyCheck> takeKeys(List<WantedEvent> events, Instant now) {
    Instant expiresAt = now.plus(retention.idempotencyWindow());
    var checks = new HashMap<UUID, KeyCheck>();
    var keys = new ArrayList<IdempotencyKey>();
    for (WantedEvent event : events) {
      checks.put(event.id(), KeyCheck.NEW);
      if (event.event().key() != null) {
        keys.add(new IdempotencyKey(event, event.event().key(), expiresAt));
      }
    }
    if (!keys.isEmpty()) {
      insertKeys(keys);
      Map<List<String>, Held> held = held(keys);
      keys.forEach(key -> checks.put(key.workerEvent(), check(key, held.get(key.place()), now)));
    }
    return checks;
  }

  /** Who holds a key. */
  private record Held(List<String> place, UUID workerEvent, String digest, Instant expiresAt) {}

  private KeyCheck check(IdempotencyKey key, @Nullable Held held, Instant now) {
    if (held != null && held.workerEvent().equals(key.workerEvent())) {
      return KeyCheck.NEW;
    }
    if (held == null || !held.expiresAt().isAfter(now)) {
      return replaceExpired(key, now);
    }
    return held.digest().equals(key.digest()) ? KeyCheck.DUPLICATE : KeyCheck.CONFLICT;
  }

  private KeyCheck replaceExpired(IdempotencyKey key, Instant now) {
    sql.update(
        """
        delete from idempotency_key
         where workspace = ? and source = ? and event_key = ? and expires_at <= ?
        """,
        key.workspace(),
        key.source(),
        key.key(),
        now);
    insertKeys(List.of(key));
    return check(key, held(List.of(key)).get(key.place()), Instant.MIN);
  }

  /** Forgets keys that this transaction took. */
  void giveBackKeys(List<WantedEvent> events) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (WantedEvent event : events) {
      if (event.event().key() != null) {
        rows.add(
            new Object[] {
              event.event().workspace(), event.event().source(), event.event().key(), event.id()
            });
      }
    }
    sql.batch(
        """
        delete from idempotency_key
         where workspace = ? and source = ? and event_key = ? and worker_event = ?
        """,
        rows);
  }

  public void insert(List<RecordedEvent> events) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (RecordedEvent event : events) {
      rows.add(
          new @Nullable Object[] {
            event.id(),
            event.key(),
            event.workspace(),
            event.source(),
            event.event(),
            event.storedData(),
            event.nodeId(),
            event.pid(),
            event.occurredAt(),
            event.receivedAt(),
            event.traceparent(),
            event.tracestate()
          });
    }
    sql.batch(
        """
        insert into worker_event (id, event_key, workspace, source, event, data, node_id, pid,
                                  occurred_at, received_at, traceparent, tracestate)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows);
  }

  /** Keeps others from erasing an event, or from sending it again; false: there is none. */
  public boolean lock(UUID event) {
    return !sql.query(
            "select id from worker_event where id = ? for update",
            row -> row.getObject(1, UUID.class),
            event)
        .isEmpty();
  }

  /** Forgets the data of an event and what was said in its attempts; the rows stay. */
  public void erase(UUID event) {
    sql.update("update worker_event set data = null, tracestate = null where id = ?", event);
    attempts.erase(event);
  }

  private void insertKeys(List<IdempotencyKey> keys) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (IdempotencyKey key : keys) {
      rows.add(
          new Object[] {
            key.workspace(),
            key.source(),
            key.key(),
            HexFormat.of().parseHex(key.digest()),
            key.workerEvent(),
            key.expiresAt()
          });
    }
    sql.batch(
        """
        insert into idempotency_key (workspace, source, event_key, digest, worker_event, expires_at)
        values (?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        rows);
  }

  private Map<List<String>, Held> held(List<IdempotencyKey> keys) {
    return sql
        .query(
            """
            select workspace, source, event_key, worker_event, digest, expires_at
              from idempotency_key where (workspace, source, event_key) in (%s)
            """
                .formatted(String.join(",", Collections.nCopies(keys.size(), "(?, ?, ?)"))),
            EventStore::read,
            keys.stream().flatMap(key -> key.place().stream()).toArray())
        .stream()
        .collect(toMap(Held::place, Function.identity()));
  }

  private static Held read(ResultSet row) throws SQLException {
    return new Held(
        List.of(row.getString(1), row.getString(2), row.getString(3)),
        row.getObject(4, UUID.class),
        HexFormat.of().formatHex(row.getBytes(5)),
        Sql.requiredInstant(row, "expires_at"));
  }
}
