package io.gatehook.delivery.queue;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.delivery.suppression.SuppressionStore;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Moves stale claims: those that nobody will finish any more. */
@ApplicationScoped
@InTransaction
public class RescueStore {
  @Inject Sql sql;
  @Inject AttemptStore attempts;
  @Inject SuppressionStore suppressions;
  @Inject HoldStore holds;
  @Inject Event<AttemptsEnded> ended;

  /**
   * Claims whose owner is dead, or that this process took too long ago; locked for {@link #rescue}
   * in the same transaction.
   *
   * @param ownBefore claims of this owner from before this are stale
   */
  public List<ClaimedDelivery> staleClaims(UUID owner, Instant ownBefore, Instant now, int limit) {
    List<UUID> stale =
        sql.query(
            """
            select id from delivery
             where status = 'CLAIMED'
               and (owner not in (select incarnation from node where expires_at > ?)
                    or (owner = ? and claimed_at < ?))
             order by claimed_at limit ? for update skip locked
            """,
            row -> row.getObject(1, UUID.class),
            now,
            owner,
            ownBefore,
            limit);
    return ClaimedDelivery.load(sql, stale);
  }

  /**
   * CLAIMED → PENDING, due or held, or EXHAUSTED, by someone else than the owner; the step is not
   * counted.
   */
  public void rescue(
      ClaimedDelivery delivery, String nodeId, AttemptRecord attempt, NextStep step) {
    attempts.insert(List.of(new AttemptStore.Made(delivery, attempt)), nodeId);
    sql.update(
        """
        update delivery
           set status = ?, reason = ?, next_attempt_at = ?, finished_at = ?, owner = null,
               attempt_count = attempt_count + 1, rescue_count = rescue_count + 1,
               trigger_kind = 'SCHEDULED'
         where id = ? and claim_number = ?
        """,
        step.status(),
        Reasons.stored(step.reason()),
        step.nextAttemptAt(),
        step.status() == DeliveryStatus.PENDING ? null : attempt.startedAt(),
        delivery.id(),
        delivery.claim());
    holds.hold(List.of(delivery.id()));
    suppressions.ended(delivery.id(), step.status());
    ended.fire(new AttemptsEnded(List.of(new Ending(delivery, attempt, step))));
  }
}
