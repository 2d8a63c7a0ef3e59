package io.gatehook.delivery.queue;

import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds deliveries that are due, without locking any. */
@ApplicationScoped
@InTransaction
public class DueStore {
  /** Begins a statement: the hooks of PENDING deliveries, found without reading their backlogs. */
  static final String PENDING_HOOKS =
      """
      with recursive pending (event_hook) as (
        (select event_hook from delivery where status = 'PENDING' order by event_hook limit 1)
        union all
        select (select d.event_hook from delivery d
                 where d.status = 'PENDING' and d.event_hook > pending.event_hook
                 order by d.event_hook limit 1)
          from pending where pending.event_hook is not null)
      """;

  @Inject Sql sql;

  /** The longest due ones of all hooks. */
  public List<DueDelivery> oldest(Instant now, int limit) {
    return sql.query(
        """
        select id, event_hook from delivery where status = 'PENDING' and next_attempt_at <= ?
         order by next_attempt_at limit ?
        """,
        DueStore::read,
        now,
        limit);
  }

  /** The longest due ones of one hook. */
  public List<DueDelivery> oldestOf(UUID hook, Instant now, int limit) {
    return sql.query(
        """
        select id, event_hook from delivery
         where status = 'PENDING' and event_hook = ? and next_attempt_at <= ?
         order by next_attempt_at limit ?
        """,
        DueStore::read,
        hook,
        now,
        limit);
  }

  /** The hooks of due deliveries. */
  public List<UUID> hooks(Instant now) {
    return sql.query(
        PENDING_HOOKS
            + """
            select event_hook from pending
             where exists (select 1 from delivery d
                            where d.status = 'PENDING' and d.event_hook = pending.event_hook
                              and d.next_attempt_at <= ?)
            """,
        row -> row.getObject(1, UUID.class),
        now);
  }

  private static DueDelivery read(ResultSet row) throws SQLException {
    return new DueDelivery(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
  }
}
