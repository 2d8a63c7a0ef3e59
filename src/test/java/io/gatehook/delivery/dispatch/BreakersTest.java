package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.Trigger;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import io.gatehook.hook.SettableClock;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BreakersTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SettableClock clock = new SettableClock(START);
  private final Breakers breakers = new Breakers(clock, () -> 0);
  private final UUID hook = UUID.randomUUID();

  static ClaimedDelivery aClaimOf(UUID hook) {
    return new ClaimedDelivery(
        UUID.randomUUID(),
        hook,
        1,
        WorkerEvent.of("source", "event", JsonValue.EMPTY_JSON_OBJECT),
        2,
        new ClaimedDelivery.Progress(0, 0, 0, START, Trigger.SCHEDULED));
  }

  private void fail(UUID failing, @Nullable Duration retryAfter) {
    breakers.learn(
        aClaimOf(failing),
        new HandlerResult.Retryable("no", retryAfter, Exchange.NONE),
        clock.instant());
  }

  private void open(UUID failing) {
    for (int i = 0; i < Breaker.FAILURES; i++) {
      fail(failing, null);
    }
  }

  @Test
  void keepsHooksApart() {
    open(hook);

    assertThat(breakers.admits(hook, 0)).isFalse();
    assertThat(breakers.admits(UUID.randomUUID(), 100)).isTrue();
  }

  @Test
  void tellsWhetherAHookIsCalled() {
    assertThat(breakers.read(hook)).isEqualTo(new Breakers.Reading(BreakerState.CLOSED, null));

    open(hook);
    Instant until = START.plus(Breaker.FIRST_WAIT);
    assertThat(breakers.read(hook)).isEqualTo(new Breakers.Reading(BreakerState.OPEN, until));

    clock.advance(Breaker.FIRST_WAIT);
    assertThat(breakers.read(hook)).isEqualTo(new Breakers.Reading(BreakerState.HALF_OPEN, until));

    breakers.learn(aClaimOf(hook), new HandlerResult.Delivered(Exchange.NONE), clock.instant());
    assertThat(breakers.read(hook)).isEqualTo(new Breakers.Reading(BreakerState.CLOSED, null));
  }

  @Test
  void refusalsForGoodSayNothing() {
    for (int i = 0; i < 10 * Breaker.FAILURES; i++) {
      breakers.learn(
          aClaimOf(hook), new HandlerResult.Rejected("gone", Exchange.NONE), clock.instant());
    }

    assertThat(breakers.admits(hook, 0)).isTrue();
  }

  @Test
  void expectsTheDeliveryThatWasToldWhen() {
    ClaimedDelivery told = aClaimOf(hook);
    breakers.learn(
        told,
        new HandlerResult.Retryable("status 429", Duration.ofMinutes(1), Exchange.NONE),
        clock.instant());

    assertThat(breakers.admits(hook, 0)).isFalse();
    assertThat(breakers.expects(hook, told.id())).isTrue();
    assertThat(breakers.expects(hook, UUID.randomUUID())).isFalse();
    assertThat(breakers.expects(UUID.randomUUID(), told.id())).isFalse();
  }

  @Test
  void changedHookIsCalledAgain() {
    open(hook);

    breakers.close(hook);
    breakers.close(UUID.randomUUID());

    assertThat(breakers.admits(hook, 0)).isTrue();
    assertThat(breakers.read(hook)).isEqualTo(new Breakers.Reading(BreakerState.CLOSED, null));
  }
}
