package io.gatehook.delivery.health;

import static io.gatehook.delivery.health.Streaks.FAILURES;
import static io.gatehook.delivery.health.Streaks.LASTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.Trigger;
import io.gatehook.delivery.health.Streaks.Failing;
import io.gatehook.delivery.health.Streaks.Finding;
import io.gatehook.delivery.queue.AttemptRecord;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.Exchange;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreaksTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Streaks streaks = new Streaks();
  private final UUID hook = UUID.randomUUID();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** An attempt that ended now. */
  static Ending anEnding(UUID hook, Outcome outcome, Instant now) {
    var delivery =
        new ClaimedDelivery(
            UUID.randomUUID(),
            hook,
            1,
            WorkerEvent.of("source", "event", JsonValue.EMPTY_JSON_OBJECT),
            2,
            new ClaimedDelivery.Progress(0, 0, 0, now, Trigger.SCHEDULED));
    var attempt =
        new AttemptRecord(now.minus(SECOND), SECOND, outcome, "error " + outcome, Exchange.NONE);
    return new Ending(delivery, attempt, new NextStep.Done());
  }

  private Ending an(Outcome outcome) {
    return anEnding(hook, outcome, now);
  }

  private Finding add(Outcome... outcomes) {
    var endings = new ArrayList<Ending>();
    for (Outcome outcome : outcomes) {
      endings.add(an(outcome));
    }
    return streaks.add(endings).get(hook);
  }

  @Test
  void findsAHookFailingAfterSomeFailuresOverAWhile() {
    Instant first = now;
    assertThat(add(Outcome.RETRYABLE).saysAnything()).isFalse();
    now = now.plus(SECOND);
    assertThat(add(Outcome.RETRYABLE).saysAnything()).isFalse();
    now = first.plus(LASTING);

    Ending last = an(Outcome.RETRYABLE);
    Failing failing = streaks.add(List.of(last)).get(hook).failing();

    assertThat(failing.since()).isEqualTo(first);
    assertThat(failing.lastSuccess()).isNull();
    assertThat(failing.last())
        .isEqualTo(new Streaks.Call(now, last.delivery().id(), "error RETRYABLE"));
  }

  @Test
  void manyFailuresInAMomentAreNotEnough() {
    for (int i = 0; i < 10 * FAILURES; i++) {
      assertThat(add(Outcome.RETRYABLE).saysAnything()).isFalse();
    }
  }

  @Test
  void twoFailuresOverALongTimeAreNotEnough() {
    add(Outcome.RETRYABLE);
    now = now.plus(Duration.ofDays(1));

    assertThat(add(Outcome.RETRYABLE).saysAnything()).isFalse();
  }

  @Test
  void aCallThatWorksBeginsAnew() {
    add(Outcome.RETRYABLE, Outcome.RETRYABLE);
    now = now.plus(LASTING);
    Instant success = now;
    assertThat(add(Outcome.DELIVERED).worked().endedAt()).isEqualTo(success);

    now = now.plus(SECOND);
    Instant first = now;
    assertThat(add(Outcome.RETRYABLE, Outcome.RETRYABLE).saysAnything()).isFalse();
    now = now.plus(LASTING);

    Failing failing = add(Outcome.RETRYABLE).failing();
    assertThat(failing.since()).isEqualTo(first);
    assertThat(failing.lastSuccess()).isEqualTo(success);
  }

  @Test
  void successInABatchIsToldWhateverFollows() {
    Finding finding = add(Outcome.RETRYABLE, Outcome.DELIVERED, Outcome.RETRYABLE);

    assertThat(finding.worked()).isNotNull();
    assertThat(finding.failing()).isNull();
  }

  @Test
  void whatIsRefusedForGoodOrUnknownIsNoSign() {
    assertThat(add(Outcome.REJECTED, Outcome.UNKNOWN)).isNull();
    add(Outcome.RETRYABLE, Outcome.RETRYABLE);
    now = now.plus(LASTING);

    assertThat(add(Outcome.REJECTED, Outcome.UNKNOWN)).isNull();
    assertThat(add(Outcome.RETRYABLE).failing()).isNotNull();
    assertThat(add(Outcome.RETRYABLE, Outcome.REJECTED).failing()).isNotNull();
  }

  @Test
  void keepsHooksApart() {
    UUID other = UUID.randomUUID();
    add(Outcome.RETRYABLE, Outcome.RETRYABLE);
    now = now.plus(LASTING);

    Map<UUID, Finding> findings =
        streaks.add(List.of(an(Outcome.RETRYABLE), anEnding(other, Outcome.DELIVERED, now)));

    assertThat(findings.get(hook).failing()).isNotNull();
    assertThat(findings.get(hook).worked()).isNull();
    assertThat(findings.get(other).worked()).isNotNull();
  }

  @Test
  void endingWithoutACallIsNoSign() {
    var gone = new Ending(an(Outcome.RETRYABLE).delivery(), null, new NextStep.Cancel("gone"));

    assertThat(streaks.add(List.of(gone))).isEmpty();
  }
}
