package io.gatehook.delivery.dispatch;

import static io.gatehook.delivery.dispatch.Breaker.FAILURES;
import static io.gatehook.delivery.dispatch.Breaker.FIRST_WAIT;
import static io.gatehook.delivery.dispatch.Breaker.LONGEST_PAUSE;
import static io.gatehook.delivery.dispatch.Breaker.LONGEST_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Breaker breaker = new Breaker(() -> 0);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private void fail(UUID delivery) {
    breaker.failed(delivery, now, now, null);
  }

  private void failAnother() {
    fail(UUID.randomUUID());
  }

  private void failUntilOpen() {
    for (int i = 0; i < FAILURES; i++) {
      failAnother();
    }
    assertThat(breaker.isOpen()).isTrue();
  }

  private Duration untilProbe() {
    return Duration.between(now, breaker.openUntil());
  }

  private void awaitProbe() {
    now = breaker.openUntil();
    assertThat(breaker.admits(now, 0)).isTrue();
  }

  /** Most calls at one time that it admits. */
  private int admitted() {
    int inFlight = 0;
    while (inFlight < 1000 && breaker.admits(now, inFlight)) {
      inFlight++;
    }
    return inFlight;
  }

  @Test
  void opensAfterFailuresOfDifferentDeliveriesInARow() {
    for (int i = 1; i < FAILURES; i++) {
      failAnother();
    }
    assertThat(admitted()).isEqualTo(1000);
    assertThat(breaker.state(now)).isEqualTo(BreakerState.CLOSED);

    failAnother();

    assertThat(admitted()).isZero();
    assertThat(breaker.state(now)).isEqualTo(BreakerState.OPEN);
    assertThat(untilProbe()).isEqualTo(FIRST_WAIT);
  }

  @Test
  void leavesASingleDeliveryToItsRetrySchedule() {
    UUID delivery = UUID.randomUUID();

    for (int i = 0; i < 10 * FAILURES; i++) {
      fail(delivery);
    }

    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void countsAfreshAfterACallThatWorked() {
    for (int i = 0; i < 10; i++) {
      for (int failure = 1; failure < FAILURES; failure++) {
        failAnother();
      }
      breaker.worked(now);
    }

    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.isIdle()).isTrue();
  }

  @Test
  void admitsOneProbeAtATimeOnceTheWaitIsOver() {
    failUntilOpen();
    assertThat(breaker.admits(now.plus(FIRST_WAIT).minusMillis(1), 0)).isFalse();

    awaitProbe();

    assertThat(breaker.state(now)).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(admitted()).isEqualTo(1);
  }

  @Test
  void waitsLongerForEachProbeUpToALimit() {
    failUntilOpen();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      waits.add(untilProbe().toSeconds());
      awaitProbe();
      failAnother();
    }

    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void jitterOnlyShortensAWait() {
    var random = new Breaker(() -> 0.999_999);
    for (int i = 0; i < FAILURES; i++) {
      random.failed(UUID.randomUUID(), now, now, null);
    }

    assertThat(Duration.between(now, random.openUntil())).isEqualTo(Duration.ofMillis(800));
  }

  @Test
  void growsFromOneCallToAllAfterTheProbeWorked() {
    failUntilOpen();
    awaitProbe();
    List<Integer> atOnce = new ArrayList<>();
    int calls = 1;
    while (calls < 1000) {
      for (int i = 0; i < calls; i++) {
        breaker.worked(now);
      }
      calls = admitted();
      atOnce.add(calls);
    }

    assertThat(atOnce).containsExactly(2, 4, 8, 16, 32, 1000);
    assertThat(breaker.isIdle()).isTrue();
  }

  @Test
  void beginsWithTheShortWaitAfterItWasClosed() {
    failUntilOpen();
    awaitProbe();
    failAnother();
    awaitProbe();
    breaker.worked(now);

    failUntilOpen();

    assertThat(untilProbe()).isEqualTo(FIRST_WAIT);
  }

  @Test
  void callsThatBeganBeforeItOpenedSayNothing() {
    Instant before = now.minusMillis(1);
    failUntilOpen();
    Instant probeAt = breaker.openUntil();

    breaker.failed(UUID.randomUUID(), before, now, null);
    breaker.worked(before);

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.openUntil()).isEqualTo(probeAt);
  }

  @Test
  void receiverThatSaysWhenIsLeftAloneUntilThen() {
    breaker.failed(UUID.randomUUID(), now, now, SECOND.multipliedBy(40));

    assertThat(untilProbe()).hasSeconds(40);
    assertThat(admitted()).isZero();
    awaitProbe();
    assertThat(admitted()).isEqualTo(1);
  }

  @Test
  void believesAReceiverUpToALimit() {
    breaker.failed(UUID.randomUUID(), now, now, Duration.ofDays(1));

    assertThat(untilProbe()).isEqualTo(LONGEST_PAUSE);
  }

  @Test
  void receiverThatSaysNowIsNotLeftAlone() {
    breaker.failed(UUID.randomUUID(), now, now, Duration.ZERO);

    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void deliveryThatWasToldWhenNeedNotWaitForTheOthers() {
    UUID told = UUID.randomUUID();
    breaker.failed(told, now, now, SECOND.multipliedBy(40));

    assertThat(breaker.expects(told)).isTrue();
    assertThat(breaker.expects(UUID.randomUUID())).isFalse();
    now = now.plus(SECOND);
    breaker.worked(now);
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.expects(told)).isFalse();
  }

  @Test
  void failureOfTheToldDeliveryDoesNotShortenThePause() {
    UUID told = UUID.randomUUID();
    breaker.failed(told, now, now, SECOND.multipliedBy(40));
    Instant until = breaker.openUntil();

    now = now.plus(SECOND);
    fail(told);

    assertThat(breaker.openUntil()).isEqualTo(until);
    assertThat(breaker.expects(told)).isTrue();
  }

  @Test
  void lateCallsOfOnePauseProlongItButNameNoOtherDelivery() {
    Instant before = now.minus(SECOND);
    UUID told = UUID.randomUUID();
    breaker.failed(told, now, now, SECOND.multipliedBy(10));

    UUID other = UUID.randomUUID();
    breaker.failed(other, before, now, SECOND.multipliedBy(20));

    assertThat(untilProbe()).hasSeconds(20);
    assertThat(breaker.expects(told)).isTrue();
    assertThat(breaker.expects(other)).isFalse();
  }

  @Test
  void waitsForAProbeNeverExceedTheLimit() {
    failUntilOpen();
    for (int i = 0; i < 100; i++) {
      awaitProbe();
      failAnother();
      assertThat(untilProbe()).isLessThanOrEqualTo(LONGEST_WAIT);
    }
  }

  @Test
  void changeOfTheHookClosesItAndCallsGrowFromTwo() {
    breaker.failed(UUID.randomUUID(), now, now, LONGEST_PAUSE);
    now = now.plus(SECOND);

    breaker.restart(now);

    assertThat(breaker.state(now)).isEqualTo(BreakerState.CLOSED);
    assertThat(admitted()).isEqualTo(2);
    breaker.worked(now);
    assertThat(admitted()).isEqualTo(3);
  }

  @Test
  void callsFromBeforeTheChangeSayNothing() {
    Instant before = now;
    failUntilOpen();
    now = now.plus(SECOND);
    breaker.restart(now);

    breaker.failed(UUID.randomUUID(), before, now, LONGEST_PAUSE);
    breaker.worked(before);

    assertThat(breaker.state(now)).isEqualTo(BreakerState.CLOSED);
    assertThat(admitted()).isEqualTo(2);
  }

  @Test
  void opensAgainIfTheChangeDidNotHelp() {
    failUntilOpen();
    breaker.restart(now);

    failUntilOpen();

    assertThat(untilProbe()).isEqualTo(FIRST_WAIT);
  }

  @Test
  void changeLeavesTheCallsOfAClosedOne() {
    failAnother();

    breaker.restart(now);

    assertThat(admitted()).isEqualTo(1000);
  }
}
