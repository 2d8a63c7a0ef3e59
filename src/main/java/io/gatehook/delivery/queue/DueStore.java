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

/**
 * Finds deliveries that are due, without locking any. Orders name the columns of an index from its
 * first on, or H2 sorts all that it finds.
 */
@ApplicationScoped
@InTransaction
public class DueStore {
  /** Begins a statement: the hooks of PENDING deliveries, found without reading their backlogs. */
  static final String PENDING_HOOKS =
      """
      with recursive pending (event_hook) as (
        (select event_hook from delivery where status = 'PENDING'
          order by status, event_hook limit 1)
        union all
        select (select d.event_hook from delivery d
                 where d.status = 'PENDING' and d.event_hook > pending.event_hook
                 order by d.status, d.event_hook limit 1)
          from pending where pending.event_hook is not null)
      """;

  @Inject Sql sql;

  /** The longest due ones of all hooks. */
  public List<DueDelivery> oldest(Instant now, int limit) {
    return sql.query(
        """
        select id, event_hook from delivery where status = 'PENDING' and next_attempt_at <= ?
         order by status, next_attempt_at limit ?
        """,
        DueStore::read,
        now,
        limit);
  }

  /**
   * The longest due ones of one hook. Of its longest waiting ones, so that the order asks for the
   * index of the hook: PostgreSQL prefers that of all that is due, through the backlogs of others,
   * for a hook that most rows are of.
   */
  public List<DueDelivery> oldestOf(UUID hook, Instant now, int limit) {
    return sql.query(
        """
        select id, event_hook from
          (select id, event_hook, next_attempt_at from delivery
            where status = 'PENDING' and event_hook between ? and ? and next_attempt_at is not null
            order by status, event_hook, next_attempt_at limit ?) as longest
         where next_attempt_at <= ? order by next_attempt_at
        """,
        DueStore::read,
        hook,
        hook,
        limit,
        now);
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
