package io.gatehook.delivery.queue;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.NewDelivery;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of deliveries on their way into the store. */
final class NewRows {
  static final String INSERT =
      """
      insert into delivery (id, worker_event, event_hook, workspace, source, event, handler, status,
                            attempt_count, schedule_step, rescue_count, trigger_kind,
                            scheduled_from, next_attempt_at, owner, claim_number, claimed_at,
                            created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 'SCHEDULED', ?, ?, ?, ?, ?, ?)
      """;

  private NewRows() {}

  /**
   * A row.
   *
   * @param owner whose claim it is born with; null: it is due, or held where the hook is disabled
   * @param waits whether it waits for its turn
   */
  static @Nullable Object[] row(
      NewDelivery delivery, @Nullable UUID owner, boolean waits, Instant now) {
    var match = delivery.match();
    boolean claimed = owner != null;
    boolean due = !claimed && !waits && match.hook().enabled();
    return new @Nullable Object[] {
      delivery.id(),
      delivery.workerEvent(),
      match.hook().id(),
      match.hook().workspace(),
      match.seenAs().source(),
      match.seenAs().event(),
      match.hook().handler(),
      claimed ? DeliveryStatus.CLAIMED : DeliveryStatus.PENDING,
      now,
      due ? now : null,
      owner,
      claimed ? ClaimedDelivery.FIRST_CLAIM : 0,
      claimed ? now : null,
      now
    };
  }
}
