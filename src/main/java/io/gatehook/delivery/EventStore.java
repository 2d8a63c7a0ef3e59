package io.gatehook.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps worker events and the senders' keys, which live longer. */
@ApplicationScoped
@Transactional
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

  /** Takes the key of an event, unless it is there and has not expired; no key is always new. */
  KeyCheck takeKey(WantedEvent wanted, Instant now) {
    if (wanted.event().key() == null) {
      return KeyCheck.NEW;
    }
    var key =
        new IdempotencyKey(wanted, wanted.event().key(), now.plus(retention.idempotencyWindow()));
    if (insertKey(key)) {
      return KeyCheck.NEW;
    }
    sql.update(
        """
        delete from idempotency_key
         where workspace = ? and source = ? and event_key = ? and expires_at <= ?
        """,
        key.workspace(),
        key.source(),
        key.key(),
        now);
    if (insertKey(key)) {
      return KeyCheck.NEW;
    }
    return sameContent(key) ? KeyCheck.DUPLICATE : KeyCheck.CONFLICT;
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

  void insert(List<RecordedEvent> events) {
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
            event.receivedAt()
          });
    }
    sql.batch(
        """
        insert into worker_event (id, event_key, workspace, source, event, data, node_id, pid,
                                  occurred_at, received_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows);
  }

  /** Forgets the data of an event and what was said in its attempts; the rows stay. */
  void erase(UUID event) {
    sql.update("update worker_event set data = null where id = ?", event);
    attempts.erase(event);
  }

  private boolean insertKey(IdempotencyKey key) {
    return sql.update(
            """
            insert into idempotency_key (workspace, source, event_key, digest, worker_event, expires_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            key.workspace(),
            key.source(),
            key.key(),
            key.digest(),
            key.workerEvent(),
            key.expiresAt())
        == 1;
  }

  private boolean sameContent(IdempotencyKey key) {
    return sql
        .query(
            """
            select digest from idempotency_key
             where workspace = ? and source = ? and event_key = ?
            """,
            row -> row.getBytes(1),
            key.workspace(),
            key.source(),
            key.key())
        .stream()
        .anyMatch(digest -> Arrays.equals(digest, key.digest()));
  }
}
