package io.gatehook.delivery.health;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.recording.RecordingContract.committed;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryFixtures;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.Trigger;
import io.gatehook.delivery.queue.AttemptRecord;
import io.gatehook.delivery.queue.AttemptsEnded;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.Exchange;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.operator.EventHookService;
import io.gatehook.sql.Sql;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.naming.InitialContext;
import org.junit.jupiter.api.Test;

/** How hooks do, on a real store: said in the transaction of attempts, known to every node. */
public interface HealthContract {
  Instant START = Instant.parse("2026-01-01T00:00:00Z");
  Duration STEP = Streaks.LASTING.dividedBy(2);

  private static UUID hook() {
    return aHook(aSource(), null).id();
  }

  private static HookHealth healthOf(UUID hook) {
    return bean(HealthStore.class).find(hook);
  }

  private static Ending anEnding(UUID hook, Outcome outcome, Instant endedAt) {
    return anEnding(hook, outcome, endedAt, new NextStep.Done());
  }

  private static Ending anEnding(UUID hook, Outcome outcome, Instant endedAt, NextStep step) {
    var delivery =
        new ClaimedDelivery(
            UUID.randomUUID(),
            hook,
            1,
            WorkerEvent.of("source", "event", JsonValue.EMPTY_JSON_OBJECT),
            2,
            new ClaimedDelivery.Progress(0, 0, 0, START, Trigger.SCHEDULED));
    var attempt =
        new AttemptRecord(
            endedAt.minusMillis(5), Duration.ofMillis(5), outcome, "why \0", Exchange.NONE);
    return new Ending(delivery, attempt, step);
  }

  static boolean failed(HealthRecorder recorder, UUID hook, Instant endedAt) {
    recorder.record(new AttemptsEnded(List.of(anEnding(hook, Outcome.RETRYABLE, endedAt))));
    return true;
  }

  /** As the store of deliveries does, in a transaction that ends so. */
  private static void end(boolean commit, Ending... endings) throws Exception {
    UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
    transaction.begin();
    try {
      CDI.current().getBeanManager().getEvent().fire(new AttemptsEnded(List.of(endings)));
    } finally {
      if (commit) {
        transaction.commit();
      } else {
        transaction.rollback();
      }
    }
  }

  private static void failFrom(UUID hook, Instant start) throws Exception {
    for (int i = 0; i < Streaks.FAILURES; i++) {
      end(true, anEnding(hook, Outcome.RETRYABLE, start.plus(STEP.multipliedBy(i))));
    }
  }

  @Test
  default void tellsWhenAHookBeganToFailAndWhenItWorkedAgain() throws Exception {
    UUID hook = hook();
    end(true, anEnding(hook, Outcome.DELIVERED, START));
    assertThat(healthOf(hook)).as("nothing to tell").isEqualTo(HookHealth.UNKNOWN);

    Instant first = START.plusSeconds(60);
    failFrom(hook, first);
    Instant shown = first.plus(Streaks.LASTING);
    var failing = new HookHealth(first, START, shown, "why \ufffd", shown);
    assertThat(healthOf(hook)).isEqualTo(failing);

    end(true, anEnding(hook, Outcome.RETRYABLE, first.plusSeconds(60)));
    assertThat(healthOf(hook)).as("nothing changed").isEqualTo(failing);

    Instant success = first.plusSeconds(90);
    end(true, anEnding(hook, Outcome.DELIVERED, success));
    assertThat(healthOf(hook))
        .isEqualTo(new HookHealth(null, success, shown, failing.reason(), shown));

    Instant again = success.plusSeconds(60);
    failFrom(hook, again);
    assertThat(healthOf(hook).failingSince()).isEqualTo(again);
    assertThat(healthOf(hook).lastSuccess()).isEqualTo(success);
  }

  @Test
  default void namesThoseThatHaveBeenFailingForLongestAndThatNobodyDisabled() throws Exception {
    UUID shorter = hook();
    UUID longer = hook();
    UUID disabled = hook();
    UUID well = hook();
    failFrom(shorter, START.minusSeconds(100));
    failFrom(longer, START.minusSeconds(200));
    failFrom(disabled, START.minusSeconds(300));
    end(true, anEnding(well, Outcome.DELIVERED, START));
    bean(EventHookService.class)
        .patch(
            disabled,
            new HookDraft(Json.createObjectBuilder().add("enabled", false).build(), false));

    Map<UUID, Instant> failing = bean(HealthStore.class).failing(1000);

    assertThat(failing.keySet())
        .containsSubsequence(longer, shorter)
        .doesNotContain(disabled, well);
    assertThat(failing).containsEntry(longer, START.minusSeconds(200));
    assertThat(bean(HealthStore.class).failing(1)).hasSize(1);
  }

  @Test
  default void isToldAgainIfItsTransactionWasRolledBack() throws Exception {
    UUID hook = hook();
    end(true, anEnding(hook, Outcome.RETRYABLE, START));
    end(true, anEnding(hook, Outcome.RETRYABLE, START.plus(STEP)));

    end(false, anEnding(hook, Outcome.RETRYABLE, START.plus(Streaks.LASTING)));
    assertThat(healthOf(hook)).isEqualTo(HookHealth.UNKNOWN);

    end(true, anEnding(hook, Outcome.RETRYABLE, START.plus(Streaks.LASTING)));
    assertThat(healthOf(hook).failingSince()).isEqualTo(START);
  }

  @Test
  default void changeIsMadeByOneNode() {
    UUID hook = hook();
    HealthStore store = bean(HealthStore.class);
    var failing = new HookHealth(START, null, START, "why", START);

    assertThat(store.recover(hook, START)).as("it never failed").isFalse();
    assertThat(store.fail(hook, failing)).isTrue();
    assertThat(store.fail(hook, new HookHealth(START.plusSeconds(1), null, START, "late", START)))
        .isFalse();
    assertThat(healthOf(hook)).isEqualTo(failing);
    assertThat(store.recover(hook, START)).isTrue();
    assertThat(store.recover(hook, START)).isFalse();
    assertThat(store.fail(hook, failing)).isTrue();
  }

  @Test
  default void deletedHookLeavesNoHealth() throws Exception {
    UUID hook = hook();
    failFrom(hook, START);

    DeliveryFixtures.delete(hook);
    assertThat(healthOf(hook)).isEqualTo(HookHealth.UNKNOWN);

    end(true, anEnding(hook, Outcome.RETRYABLE, START.plusSeconds(60)));
    assertThat(healthOf(hook)).isEqualTo(HookHealth.UNKNOWN);
  }

  @Test
  default void newsAreRecordedWithWhatTheyTellOf() throws Exception {
    EventHook subscriber = aHook("gatehook", null);
    UUID hook = hook();
    Instant late = START.plusSeconds(60);
    Ending exhausted = anEnding(hook, Outcome.RETRYABLE, late, new NextStep.Exhaust("too often"));
    try {
      failFrom(hook, START);
      end(false, exhausted, anEnding(hook, Outcome.DELIVERED, late));
      assertThat(NewsFixtures.by(subscriber, hook)).containsExactly("hook-failing: why \ufffd");

      end(true, exhausted);
      end(true, anEnding(hook, Outcome.DELIVERED, late));

      assertThat(NewsFixtures.by(subscriber, hook))
          .containsExactly(
              "hook-failing: why \ufffd", "delivery-exhausted: too often", "hook-recovered: null");
    } finally {
      DeliveryFixtures.delete(subscriber);
    }
  }

  @Test
  default void hookThatWantsNewsSinceAChangeOnAnotherNodeMakesNone() throws Exception {
    EventHook subscriber = aHook("gatehook", null);
    UUID hook = hook();
    try {
      Sql sql = bean(Sql.class);
      String move = "update event_hook set source = 'gatehook' where id = ?";
      committed(() -> sql.update(move, hook));
      committed(() -> sql.update("update hook_revision set revision = revision + 1"));

      end(true, anEnding(hook, Outcome.RETRYABLE, START, new NextStep.Exhaust("too often")));

      assertThat(NewsFixtures.by(subscriber, hook)).isEmpty();
    } finally {
      DeliveryFixtures.delete(subscriber);
      DeliveryFixtures.delete(hook);
    }
  }

  @Test
  default void hookThatWantsNewsMakesNone() throws Exception {
    EventHook subscriber = aHook("gatehook", null);
    try {
      failFrom(subscriber.id(), START);
      end(
          true,
          anEnding(subscriber.id(), Outcome.RETRYABLE, START, new NextStep.Exhaust("too often")));

      assertThat(healthOf(subscriber.id()).isFailing()).isTrue();
      assertThat(NewsFixtures.by(subscriber, subscriber.id())).isEmpty();
    } finally {
      DeliveryFixtures.delete(subscriber);
    }
  }
}
