package io.gatehook.delivery.health;

import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.RecentHooks;
import io.gatehook.delivery.queue.AttemptRecord;
import io.gatehook.delivery.queue.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the failures in a row of each hook, as this node sees them. Some over a while mean that a
 * hook is failing: a moment's trouble, or one delivery that fails among others that work, is not
 * worth a message to anybody. Pure; safe for threads.
 */
final class Streaks {
  /** At least so many failures in a row. */
  static final int FAILURES = 3;

  /** From the first to the last of them, at least. */
  static final Duration LASTING = Duration.ofSeconds(10);

  private final RecentHooks<Streak> streaks = new RecentHooks<>(Streak::new);

  /** A call that worked, or the last one of several that did not. */
  record Call(Instant endedAt, UUID delivery, @Nullable String error) {
    static Call of(Ending ending, AttemptRecord attempt) {
      return new Call(
          attempt.startedAt().plus(attempt.duration()), ending.delivery().id(), attempt.error());
    }
  }

  /**
   * Failures in a row.
   *
   * @param since the first of them
   * @param lastSuccess before them; null: not known
   */
  record Failing(Call last, Instant since, @Nullable Instant lastSuccess) {}

  /**
   * What endings say about a hook.
   *
   * @param worked the last call that worked; null: none did
   * @param failing after that; null: not for long
   */
  record Finding(@Nullable Call worked, @Nullable Failing failing) {
    boolean saysAnything() {
      return worked != null || failing != null;
    }
  }

  private static final class Streak {
    private int failures;
    private Instant since = Instant.EPOCH;
    private @Nullable Instant lastSuccess;

    Finding worked(Call call) {
      failures = 0;
      lastSuccess = call.endedAt();
      return new Finding(call, null);
    }

    Finding failed(Call call, @Nullable Call worked) {
      since = failures == 0 ? call.endedAt() : since;
      failures++;
      boolean failing = failures >= FAILURES && !since.plus(LASTING).isAfter(call.endedAt());
      return new Finding(worked, failing ? new Failing(call, since, lastSuccess) : null);
    }
  }

  /** What these say, together with what was before, of each hook whose calls say anything. */
  synchronized Map<UUID, Finding> add(List<Ending> endings) {
    Map<UUID, Finding> findings = new TreeMap<>();
    for (Ending ending : endings) {
      AttemptRecord attempt = ending.attempt();
      if (attempt != null) {
        findings.compute(
            ending.delivery().hook(),
            (hook, before) -> add(hook, Call.of(ending, attempt), attempt.outcome(), before));
      }
    }
    return findings;
  }

  private @Nullable Finding add(UUID hook, Call call, Outcome outcome, @Nullable Finding before) {
    if (outcome == Outcome.DELIVERED) {
      return streaks.get(hook).worked(call);
    }
    if (outcome == Outcome.RETRYABLE) {
      Streak streak = streaks.get(hook);
      return streak.failed(call, before == null ? null : before.worked());
    }
    return before; // gone for good, or not known to have been called: neither is a sign
  }
}
