package io.gatehook.delivery.upkeep;

import io.gatehook.delivery.Incarnation;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Keeps one row for every running process; claims of a process without one are stale. */
@ApplicationScoped
@InTransaction
public class NodeStore {
  @Inject Sql sql;

  /** Adds this process. */
  public void join(Incarnation node, Instant now, Duration lease) {
    sql.update(
        "insert into node (incarnation, node_id, started_at, expires_at) values (?, ?, ?, ?)",
        node.id(),
        node.nodeId(),
        now,
        now.plus(lease));
  }

  /**
   * Prolongs the lease; false: the row is gone, cleaned by others after this process was silent for
   * long.
   */
  boolean renew(Incarnation node, Instant now, Duration lease) {
    return sql.update(
            "update node set expires_at = ? where incarnation = ?", now.plus(lease), node.id())
        == 1;
  }

  /** Processes whose lease has not ended. */
  int alive(Instant now) {
    return sql.query("select count(*) from node where expires_at > ?", row -> row.getInt(1), now)
        .get(0);
  }

  /** Removes this process after it gave back its claims. */
  public void leave(Incarnation node) {
    sql.update("delete from node where incarnation = ?", node.id());
  }

  /** Removes every other process: only where the store has just one, the embedded one. */
  void removeOthers(UUID incarnation) {
    sql.update("delete from node where incarnation <> ?", incarnation);
  }

  /** Removes processes that have been silent since then; another cleaner's are not waited for. */
  void removeExpired(Instant before) {
    sql.update(
        """
        delete from node where incarnation in
          (select incarnation from node where expires_at < ? for update skip locked)
        """,
        before);
  }
}
