package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreClockTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Deque<Instant> store = new ArrayDeque<>(List.of(NOON));
  private long nanoTime = 500;
  private long roundTrip;

  private Instant ask() {
    nanoTime += roundTrip;
    return store.remove();
  }

  private StoreClock clock() {
    return new StoreClock(this::ask, () -> nanoTime);
  }

  @Test
  void carriesTheSampleForward() {
    StoreClock clock = clock();

    nanoTime += 3_000_000_000L;

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3));
  }

  @Test
  void cutsToMicroseconds() {
    StoreClock clock = clock();

    nanoTime += 1_999;

    assertThat(clock.instant()).isEqualTo(NOON.plusNanos(1_000));
  }

  @Test
  void takesTheAnswerForTheMiddleOfTheRoundTrip() {
    roundTrip = 8_000_000;

    assertThat(clock().instant()).isEqualTo(NOON.plusMillis(4));
  }

  @Test
  void followsALaterSampleAlsoBackwards() {
    StoreClock clock = clock();
    nanoTime += 60_000_000_000L;
    store.add(NOON.plusSeconds(5));

    clock.sample();

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void goesOnWhenTheStoreIsSilent() {
    StoreClock clock = clock();
    nanoTime += 2_000_000_000L;

    assertThatThrownBy(clock::sample).isInstanceOf(RuntimeException.class);

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
  }
}
