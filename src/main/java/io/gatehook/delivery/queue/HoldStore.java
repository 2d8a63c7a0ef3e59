package io.gatehook.delivery.queue;

import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Holds what is owed to disabled hooks: it stays PENDING and loses its time, so that no claim looks
 * at it. Let go, it is due since it was recorded, and so the oldest goes first.
 */
@ApplicationScoped
@InTransaction
public class HoldStore {
  /** Most deliveries of one hook that are let go in one round of {@link #letGoOfForgotten()}. */
  static final int BATCH = 500;

  @Inject Sql sql;

  /** Holds all that is PENDING for a hook. */
  public int holdAllOf(UUID hook) {
    return sql.update(
        """
        update delivery set next_attempt_at = null
         where status = 'PENDING' and event_hook = ? and next_attempt_at is not null
        """,
        hook);
  }

  /** Lets go of all that is held for a hook; what stands in its line waits for its turn. */
  public int letGoOf(UUID hook) {
    return sql.update(
        """
        update delivery set next_attempt_at = created_at
         where status = 'PENDING' and event_hook = ? and next_attempt_at is null
           and not exists (select 1 from delivery_line l where l.delivery = delivery.id)
        """,
        hook);
  }

  /** Holds those of the given deliveries that are PENDING for a disabled hook. */
  void hold(Collection<UUID> deliveries) {
    if (deliveries.isEmpty()) {
      return;
    }
    sql.update(
        """
        update delivery set next_attempt_at = null
         where status = 'PENDING' and id in (%s)
           and exists (select 1 from event_hook h
                        where h.id = delivery.event_hook and h.enabled = false)
        """
            .formatted(Sql.marks(deliveries.size())),
        deliveries.toArray());
  }

  /**
   * Lets go of what is held for hooks that are not disabled: it was on its way into the store,
   * unseen, while its hook was enabled. Passes over what another transaction works on.
   *
   * @return whether there may be more
   */
  public boolean letGoOfForgotten() {
    boolean more = false;
    for (UUID hook : hooksThatHoldForNothing()) {
      List<UUID> held =
          sql.query(
              """
              select id from delivery d
               where status = 'PENDING' and event_hook = ? and next_attempt_at is null
                 and not exists (select 1 from delivery_line l where l.delivery = d.id)
               limit ? for update skip locked
              """,
              row -> row.getObject(1, UUID.class),
              hook,
              BATCH);
      letGo(held);
      more |= held.size() == BATCH;
    }
    return more;
  }

  private List<UUID> hooksThatHoldForNothing() {
    return sql.query(
        DueStore.PENDING_HOOKS
            + """
            select event_hook from pending
             where exists (select 1 from delivery d
                            where d.status = 'PENDING' and d.event_hook = pending.event_hook
                              and d.next_attempt_at is null
                              and not exists (select 1 from delivery_line l
                                               where l.delivery = d.id))
               and not exists (select 1 from event_hook h
                                where h.id = pending.event_hook and h.enabled = false)
            """,
        row -> row.getObject(1, UUID.class));
  }

  private void letGo(List<UUID> held) {
    if (held.isEmpty()) {
      return;
    }
    sql.update(
        "update delivery set next_attempt_at = created_at where id in (%s)"
            .formatted(Sql.marks(held.size())),
        held.toArray());
  }
}
