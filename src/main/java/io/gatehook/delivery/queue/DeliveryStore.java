package io.gatehook.delivery.queue;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.suppression.SuppressionStore;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves deliveries between their states: one method for every move, each a conditional statement,
 * so that of two who try the same move one wins and the other is told.
 */
@ApplicationScoped
@InTransaction
public class DeliveryStore {
  private static final String UNFINISHED = "status in ('PENDING', 'CLAIMED') and ";
  private static final String UNFINISHED_OR_HALTING =
      "(status in ('PENDING', 'CLAIMED') or %s) and ".formatted(LineStore.HALTING);

  @Inject Sql sql;
  @Inject AttemptStore attempts;
  @Inject SuppressionStore suppressions;
  @Inject HoldStore holds;
  @Inject LineStore lines;
  @Inject Event<AttemptsEnded> ended;

  /**
   * – → CLAIMED, or PENDING, due at once; held where the hook is disabled, in line where it is
   * ordered.
   *
   * @param claimed those that are born with the claim of this owner
   */
  public void insert(List<NewDelivery> deliveries, Set<UUID> claimed, UUID owner, Instant now) {
    Set<UUID> inLine = lines.add(deliveries);
    var rows = new ArrayList<@Nullable Object[]>();
    for (NewDelivery delivery : deliveries) {
      UUID id = delivery.id();
      rows.add(
          NewRows.row(delivery, claimed.contains(id) ? owner : null, inLine.contains(id), now));
    }
    sql.batch(NewRows.INSERT, rows);
  }

  /**
   * PENDING → CLAIMED; answers only rows that this owner won, in the order given.
   *
   * @param due what others may have claimed meanwhile
   */
  public List<ClaimedDelivery> claim(UUID owner, Instant now, List<UUID> due) {
    if (due.isEmpty()) {
      return List.of();
    }
    List<UUID> asked = Sql.padded(due);
    List<UUID> won =
        sql.query(
            """
            select id from delivery
             where status = 'PENDING' and id in (%s) for update skip locked
            """
                .formatted(Sql.marks(asked.size())),
            row -> row.getObject(1, UUID.class),
            asked.toArray());
    if (won.isEmpty()) {
      return List.of();
    }
    List<UUID> padded = Sql.padded(won);
    sql.update(
        """
        update delivery
           set status = 'CLAIMED', owner = ?, claimed_at = ?, claim_number = claim_number + 1,
               next_attempt_at = null
         where id in (%s)
        """
            .formatted(Sql.marks(padded.size())),
        Stream.concat(Stream.of(owner, now), padded.stream()).toArray());
    return ClaimedDelivery.load(sql, due.stream().filter(won::contains).toList());
  }

  /**
   * CLAIMED → what was decided, and the attempts with it; retries of disabled hooks are held.
   *
   * @return deliveries whose claim was not ours any more: the attempt is kept, nothing moved
   */
  public Set<UUID> finish(List<Ending> endings, Incarnation owner, Instant now) {
    Set<UUID> lost = new EndedRows(sql, owner, now).move(endings);
    var made = new ArrayList<AttemptStore.Made>();
    for (Ending ending : endings) {
      boolean ours = !lost.contains(ending.delivery().id());
      if (ours) {
        suppressions.ended(ending.delivery().id(), ending.step().status());
      }
      if (ending.attempt() != null) {
        boolean erased = !ours && isErased(ending.delivery());
        made.add(new AttemptStore.Made(ending.delivery(), ending.attempt().unlessErased(erased)));
      }
    }
    attempts.insert(made, owner.nodeId());
    holds.hold(
        endings.stream()
            .filter(ending -> ending.step().status() == DeliveryStatus.PENDING)
            .map(ending -> ending.delivery().id())
            .toList());
    ended.fire(new AttemptsEnded(without(lost, endings)));
    return lost;
  }

  private static List<Ending> without(Set<UUID> lost, List<Ending> endings) {
    return endings.stream().filter(ending -> !lost.contains(ending.delivery().id())).toList();
  }

  /** CLAIMED → PENDING, due at once, or held: claimed, but not called. */
  public void release(List<ClaimedDelivery> deliveries, Incarnation owner, Instant now) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (ClaimedDelivery delivery : deliveries) {
      rows.add(new Object[] {now, delivery.id(), owner.id(), delivery.claim()});
    }
    sql.batch(
        """
        update delivery set status = 'PENDING', next_attempt_at = ?, owner = null
         where id = ? and owner = ? and claim_number = ?
        """,
        rows);
    holds.hold(deliveries.stream().map(ClaimedDelivery::id).toList());
  }

  /** PENDING, CLAIMED, or what halts its hook → CANCELLED; false: it was none of these. */
  public boolean cancel(UUID delivery, String reason, Instant now) {
    boolean cancelled = cancelWhere(UNFINISHED_OR_HALTING + "id = ?", delivery, reason, now) == 1;
    if (cancelled) {
      suppressions.forgetDelivery(delivery);
    }
    return cancelled;
  }

  /** PENDING, CLAIMED → CANCELLED for all of a hook. */
  public int cancelOfHook(UUID hook, String reason, Instant now) {
    suppressions.forgetHook(hook);
    lines.remove(hook);
    return cancelWhere(UNFINISHED + "event_hook = ?", hook, reason, now);
  }

  /** As {@link #cancel}, for all of a worker event. */
  public int cancelOfEvent(UUID workerEvent, String reason, Instant now) {
    int cancelled =
        cancelWhere(UNFINISHED_OR_HALTING + "worker_event = ?", workerEvent, reason, now);
    suppressions.forgetEvent(workerEvent);
    return cancelled;
  }

  /**
   * DELIVERED, EXHAUSTED, REJECTED, CANCELLED → PENDING, due at once, with the schedule afresh;
   * held where the hook is disabled, and outside of the order but for what halts its hook; not
   * those whose event is erased or whose hook is deleted.
   *
   * @return how many it moved
   */
  public int redeliver(List<UUID> deliveries, Instant now) {
    if (deliveries.isEmpty()) {
      return 0;
    }
    String marks = Sql.marks(deliveries.size());
    lock("delivery where id in (%s)".formatted(marks), deliveries);
    // an event that is erased meanwhile would have nothing to send
    lock(
        "worker_event where id in (select worker_event from delivery where id in (%s))"
            .formatted(marks),
        deliveries);
    lines.leave(deliveries);
    int moved =
        sql.update(
            """
        update delivery
           set status = 'PENDING', reason = null, schedule_step = 0, rescue_count = 0,
               trigger_kind = 'MANUAL', scheduled_from = ?, next_attempt_at = ?,
               finished_at = null
         where id in (%s) and status in ('DELIVERED', 'EXHAUSTED', 'REJECTED', 'CANCELLED')
           and exists (select 1 from event_hook h where h.id = delivery.event_hook)
           and exists (select 1 from worker_event e
                        where e.id = delivery.worker_event and e.data is not null)
        """
                .formatted(marks),
            Stream.concat(Stream.of(now, now), deliveries.stream()).toArray());
    holds.hold(deliveries);
    return moved;
  }

  private void lock(String rows, List<UUID> arguments) {
    sql.query(
        "select id from " + rows + " order by id for update",
        row -> row.getObject(1, UUID.class),
        arguments.toArray());
  }

  private boolean isErased(ClaimedDelivery delivery) {
    return !sql.query(
            """
            select 1 from worker_event e join delivery d on d.worker_event = e.id
             where d.id = ? and e.data is null
            """,
            row -> row.getInt(1),
            delivery.id())
        .isEmpty();
  }

  private int cancelWhere(String condition, UUID id, String reason, Instant now) {
    return sql.update(
        """
        update delivery
           set status = 'CANCELLED', reason = ?, finished_at = ?, next_attempt_at = null, owner = null
         where\s"""
            + condition,
        reason,
        now,
        id);
  }
}
