package io.gatehook.delivery;

import io.gatehook.hook.match.HookMatch;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery on its way into the store. */
public record NewDelivery(UUID id, UUID workerEvent, HookMatch match) {
  public static final String INSERT =
      """
      insert into delivery (id, worker_event, event_hook, workspace, source, event, handler, status,
                            attempt_count, schedule_step, rescue_count, trigger_kind,
                            scheduled_from, next_attempt_at, claim_number, created_at)
      values (?, ?, ?, ?, ?, ?, ?, 'PENDING', 0, 0, 0, 'SCHEDULED', ?, ?, 0, ?)
      """;

  /** Due at once; held where the hook is disabled. */
  public @Nullable Object[] row(Instant now) {
    return new @Nullable Object[] {
      id,
      workerEvent,
      match.hook().id(),
      match.hook().workspace(),
      match.seenAs().source(),
      match.seenAs().event(),
      match.hook().handler(),
      now,
      match.hook().enabled() ? now : null,
      now
    };
  }
}
