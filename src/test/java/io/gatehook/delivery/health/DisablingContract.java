package io.gatehook.delivery.health;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.aWebhook;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.delete;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.operator.EventHookService;
import io.gatehook.json.Json;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import org.junit.jupiter.api.Test;

/** How a hook that fails for too long is disabled, on a real store. */
public interface DisablingContract {
  Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  HealthConfig FIVE_DAYS = new HealthConfig(Duration.ofDays(5));

  /** Of a server with another setting, whose clock is ahead. */
  private static Disabler aDisabler(HealthConfig config, Duration ahead) {
    var disabler = new Disabler();
    disabler.store = bean(HealthStore.class);
    disabler.hooks = bean(EventHookService.class);
    disabler.news = bean(HookNews.class);
    disabler.config = config;
    disabler.clock = Clock.offset(bean(Clock.class), ahead);
    return disabler;
  }

  private static boolean inTransaction(boolean commit, Callable<Boolean> work) throws Exception {
    UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
    transaction.begin();
    try {
      return work.call();
    } finally {
      if (commit) {
        transaction.commit();
      } else {
        transaction.rollback();
      }
    }
  }

  private static boolean disableOne() throws Exception {
    return disableOne(Duration.ZERO);
  }

  private static boolean disableOne(Duration ahead) throws Exception {
    return inTransaction(true, aDisabler(FIVE_DAYS, ahead)::disableOne);
  }

  /** A hook that failed from the beginning until so long after it. */
  private static void failFor(EventHook hook, Duration length) {
    var health = new HookHealth(BEGIN, null, BEGIN, "status 503", BEGIN);
    assertThat(bean(HealthStore.class).fail(hook.id(), health)).isTrue();
    failUntil(hook, BEGIN.plus(length));
  }

  private static void failUntil(EventHook hook, Instant last) {
    HookHealth before = bean(HealthStore.class).find(hook.id());
    bean(HealthStore.class).failAgain(hook.id(), before.failedAgain(last, "status 503"));
  }

  private static EventHook reread(EventHook hook) {
    return bean(EventHookService.class).find(hook.id()).orElseThrow();
  }

  private static void patch(EventHook hook, String members) {
    var draft = new HookDraft(Json.stored(members.getBytes(StandardCharsets.UTF_8)), false);
    bean(EventHookService.class).patch(hook.id(), draft);
  }

  @Test
  default void hookThatFailedForTooLongIsDisabledAndToldOfOnce() throws Exception {
    EventHook subscriber = aHook("gatehook", null);
    EventHook hook = aHook(aSource(), null);
    try {
      failFor(hook, Duration.ofDays(5).minusNanos(1000));
      assertThat(disableOne()).as("not for so long").isFalse();

      failUntil(hook, BEGIN.plus(Duration.ofDays(5)));
      assertThat(inTransaction(false, aDisabler(FIVE_DAYS, Duration.ZERO)::disableOne)).isTrue();
      assertThat(reread(hook).enabled()).as("rolled back").isTrue();
      assertThat(NewsFixtures.by(subscriber, hook.id())).isEmpty();

      assertThat(disableOne()).isTrue();
      assertThat(disableOne()).isFalse();

      assertThat(reread(hook).enabled()).isFalse();
      assertThat(reread(hook).disabledReason())
          .isEqualTo("no call has worked since 2026-01-01T00:00:00Z: status 503");
      assertThat(NewsFixtures.by(subscriber, hook.id()))
          .containsExactly("hook-disabled: status 503");
    } finally {
      delete(subscriber);
      delete(hook);
    }
  }

  @Test
  default void oneOfTwoNodesDisablesIt() throws Exception {
    ExecutorService threads = InitialContext.doLookup("java:app/concurrent/gatehook");
    EventHook subscriber = aHook("gatehook", null);
    EventHook hook = aHook(aSource(), null);
    failFor(hook, Duration.ofDays(6));
    var both = new CyclicBarrier(2);
    Disabler disabler = aDisabler(FIVE_DAYS, Duration.ZERO);
    Callable<Boolean> node =
        () ->
            inTransaction(
                true,
                () -> {
                  both.await();
                  return disabler.disableOne();
                });
    try {
      var one = threads.submit(node);
      var other = threads.submit(node);

      assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(true, false);
      assertThat(NewsFixtures.by(subscriber, hook.id())).hasSize(1);
    } finally {
      delete(subscriber);
      delete(hook);
    }
  }

  @Test
  default void hookThatIsEnabledAgainIsGivenAsLongAgain() throws Exception {
    EventHook hook = aHook(aSource(), null);
    failFor(hook, Duration.ofDays(6));
    assertThat(disableOne()).isTrue();

    patch(hook, "{\"enabled\":true}");
    Instant enabled = bean(HealthStore.class).find(hook.id()).periodSince();

    assertThat(enabled).isAfter(BEGIN.plus(Duration.ofDays(6)));
    assertThat(disableOne(Duration.ofDays(6))).as("it was not called since").isFalse();
    failUntil(hook, enabled.plus(Duration.ofDays(5)).minusNanos(1000));
    assertThat(disableOne(Duration.ofDays(6))).isFalse();
    failUntil(hook, enabled.plus(Duration.ofDays(5)));
    assertThat(disableOne(Duration.ofDays(6))).isTrue();
    assertThat(bean(HealthStore.class).find(hook.id()).failingSince()).isEqualTo(BEGIN);
    delete(hook);
  }

  @Test
  default void hookThatIsCalledOtherwiseIsGivenAsLongAgain() throws Exception {
    EventHook hook = aWebhook(aSource(), "http://127.0.0.1:9/broken");
    failFor(hook, Duration.ofDays(6));

    patch(hook, "{\"config\":{\"url\":\"http://127.0.0.1:9/mended\"}}");
    assertThat(disableOne()).isFalse();

    delete(hook);
  }

  @Test
  default void anyOtherChangeOfAHookLeavesItsPeriod() throws Exception {
    EventHook hook = aWebhook(aSource(), "http://127.0.0.1:9/broken");
    failFor(hook, Duration.ofDays(6));

    patch(hook, "{\"snooze\":60,\"config\":{\"url\":\"http://127.0.0.1:9/broken\"}}");
    assertThat(disableOne()).isTrue();

    delete(hook);
  }

  @Test
  default void hookThatWorksIsLeftAlone() throws Exception {
    EventHook hook = aHook(aSource(), null);
    failFor(hook, Duration.ofDays(6));
    bean(HealthStore.class).recover(hook.id(), BEGIN.plus(Duration.ofDays(7)));

    assertThat(disableOne()).isFalse();

    delete(hook);
  }

  @Test
  default void zeroDisablesNone() throws Exception {
    EventHook hook = aHook(aSource(), null);
    failFor(hook, Duration.ofDays(6));

    var never = aDisabler(new HealthConfig(Duration.ZERO), Duration.ZERO);
    assertThat(inTransaction(true, never::disableOne)).isFalse();

    delete(hook);
  }

  @Test
  default void hookThatWantsNewsIsDisabledAndNotToldOf() throws Exception {
    EventHook subscriber = aHook("gatehook", null);
    EventHook deaf = aHook("gatehook", null);
    failFor(deaf, Duration.ofDays(6));
    try {
      assertThat(disableOne()).isTrue();

      assertThat(reread(deaf).enabled()).isFalse();
      assertThat(NewsFixtures.by(subscriber, deaf.id())).isEmpty();
    } finally {
      delete(subscriber);
      delete(deaf);
    }
  }

  @Test
  default void onlyTheFailureThatIsLateEnoughIsWritten() throws Exception {
    UUID hook = aHook(aSource(), null).id();
    var recorder = new HealthRecorder();
    recorder.store = bean(HealthStore.class);
    recorder.news = bean(HookNews.class);
    recorder.config = FIVE_DAYS;
    recorder.clock = bean(Clock.class);
    Instant shown = BEGIN.plus(Streaks.LASTING);
    Instant late = shown.plus(FIVE_DAYS.disableAfter());

    for (Instant failed :
        List.of(
            BEGIN, BEGIN.plusSeconds(5), shown, late.minusSeconds(1), late, late.plusSeconds(1))) {
      inTransaction(true, () -> HealthContract.failed(recorder, hook, failed));
      Instant written = bean(HealthStore.class).find(hook).lastFailure();
      assertThat(written)
          .isEqualTo(failed.isBefore(shown) ? null : failed.isBefore(late) ? shown : late);
    }

    delete(hook);
  }
}
