package io.gatehook.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.RetrySchedule;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MAX_AGE = Duration.ofDays(14);
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(
          Stream.of("PT5S", "PT30S", "PT2M", "PT10M", "PT30M", "PT2H", "PT5H", "PT10H", "PT10H")
              .map(Duration::parse)
              .toList());

  /** No jitter: the middle of the range. */
  private final RetryPolicy policy = new RetryPolicy(SCHEDULE, MAX_AGE, () -> 0.5);

  private static HandlerResult failure(@Nullable Duration retryAfter) {
    return new HandlerResult.Retryable("status 500", retryAfter, Exchange.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    // retries taken, wait
    "0, PT5S",
    "1, PT30S",
    "2, PT2M",
    "3, PT10M",
    "4, PT30M",
    "5, PT2H",
    "6, PT5H",
    "7, PT10H",
    "8, PT10H",
  })
  void waitsAsScheduled(int step, Duration wait) {
    assertThat(policy.decide(failure(null), step, START, START))
        .isEqualTo(new NextStep.RetryAt(START.plus(wait), "status 500"));
  }

  @Test
  void waitsAsTheHooksOwnScheduleSays() {
    var own = policy.on(new RetrySchedule(List.of(Duration.ofSeconds(1))));

    assertThat(own.decide(failure(null), 0, START, START))
        .isEqualTo(new NextStep.RetryAt(START.plusSeconds(1), "status 500"));
    assertThat(own.decide(failure(null), 1, START, START))
        .isEqualTo(new NextStep.Exhaust("status 500"));
  }

  @Test
  void exhaustsWhenTheScheduleIsUsedUp() {
    assertThat(policy.decide(failure(null), 9, START, START))
        .isEqualTo(new NextStep.Exhaust("status 500"));
  }

  @Test
  void neverRetriesWithAnEmptySchedule() {
    var once = new RetryPolicy(new RetrySchedule(List.of()), MAX_AGE, () -> 0.5);

    assertThat(once.decide(failure(null), 0, START, START)).isInstanceOf(NextStep.Exhaust.class);
  }

  @ParameterizedTest
  @CsvSource({
    // step, Retry-After, wait
    "0, PT1S, PT5S",
    "0, PT7S, PT7S",
    "0, PT20S, PT20S",
    "0, PT1H, PT20S",
    "2, PT5M, PT5M",
    "2, PT9M, PT8M",
  })
  void honoursRetryAfterUpToFourTimesTheWait(int step, Duration retryAfter, Duration wait) {
    assertThat(policy.decide(failure(retryAfter), step, START, START))
        .isEqualTo(new NextStep.RetryAt(START.plus(wait), "status 500"));
  }

  @Test
  void jitterStaysWithinTwentyPercent() {
    var random = new SplittableRandom(1);
    var jittery = new RetryPolicy(SCHEDULE, MAX_AGE, random::nextDouble);

    var waits =
        Stream.generate(() -> jittery.decide(failure(null), 1, START, START))
            .limit(1000)
            .map(step -> Duration.between(START, ((NextStep.RetryAt) step).nextAttemptAt()))
            .toList();

    assertThat(waits)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36)));
    assertThat(waits).anySatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(26)));
    assertThat(waits).anySatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(34)));
  }

  @Test
  void neverStartsAnAttemptBeyondTheMaximumAge() {
    Instant late = START.plus(MAX_AGE).minusSeconds(60);

    assertThat(policy.decide(failure(null), 1, START, late)).isInstanceOf(NextStep.RetryAt.class);
    assertThat(policy.decide(failure(null), 2, START, late))
        .isEqualTo(new NextStep.Exhaust("status 500; too old for another attempt"));
  }

  /** Whatever the schedule, the place in it, the receiver's wish and the age. */
  @RepeatedTest(1000)
  void keepsItsPromisesForAnyFailure(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    List<Duration> waits =
        Stream.generate(() -> Duration.ofMillis(100 + random.nextInt(1 << random.nextInt(30))))
            .limit(random.nextInt(6))
            .toList();
    Duration maxAge = Duration.ofSeconds(1 + random.nextInt(1 << 20));
    Duration wish =
        random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(1 << random.nextInt(20)));
    int step = random.nextInt(8);
    Instant now = START.plusSeconds(random.nextInt(1 << 20));
    Instant end = START.plus(maxAge);

    NextStep next =
        new RetryPolicy(new RetrySchedule(waits), maxAge, random::nextDouble)
            .decide(failure(wish), step, START, now);

    if (step >= waits.size()) {
      assertThat(next).isEqualTo(new NextStep.Exhaust("status 500"));
      return;
    }
    Duration scheduled = waits.get(step);
    Duration honoured = shorter(wish == null ? Duration.ZERO : wish, scheduled.multipliedBy(4));
    Duration shortest = longer(share(scheduled, 0.8), honoured);
    Duration longest = longer(share(scheduled, 1.2), honoured);
    if (next instanceof NextStep.RetryAt retry) {
      assertThat(Duration.between(now, retry.nextAttemptAt())).isBetween(shortest, longest);
      assertThat(retry.nextAttemptAt()).isBeforeOrEqualTo(end);
    } else {
      assertThat(next).isInstanceOf(NextStep.Exhaust.class);
      assertThat(now.plus(longest)).as("it would have been too late").isAfter(end);
    }
  }

  /** To the next millisecond on the safe side. */
  private static Duration share(Duration wait, double share) {
    double millis = wait.toMillis() * share;
    return Duration.ofMillis((long) (share < 1 ? Math.floor(millis) : Math.ceil(millis)));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  @Test
  void makesNoAttemptBeyondTheMaximumAge() {
    assertThat(policy.expired(START, START.plus(MAX_AGE))).isEmpty();
    assertThat(policy.expired(START, START.plus(MAX_AGE).plusMillis(1)))
        .contains(new NextStep.Exhaust("too old for an attempt"));
  }

  @Test
  void takesTheHooksOwnMaximumAge() {
    RetryPolicy own = policy.within(Duration.ofMinutes(1));

    assertThat(own.expired(START, START.plusSeconds(61))).isPresent();
    assertThat(own.decide(failure(null), 0, START, START.plusSeconds(50)))
        .isInstanceOf(NextStep.RetryAt.class);
    assertThat(own.decide(failure(null), 0, START, START.plusSeconds(56)))
        .isInstanceOf(NextStep.Exhaust.class);
  }

  @Test
  void takesSuccessAndRefusalAsFinal() {
    assertThat(policy.decide(new HandlerResult.Delivered(Exchange.NONE), 0, START, START))
        .isEqualTo(new NextStep.Done());
    assertThat(
            policy.decide(new HandlerResult.Rejected("status 410", Exchange.NONE), 0, START, START))
        .isEqualTo(new NextStep.Reject("status 410"));
  }

  @Test
  void exhaustsTheDeliveryOnWhichFiveNodesDied() {
    for (int before = 0; before < 4; before++) {
      assertThat(policy.rescue(before, START))
          .isEqualTo(new NextStep.RetryAt(START, "rescued from a dead or stalled node"));
    }
    assertThat(policy.rescue(4, START))
        .isEqualTo(new NextStep.Exhaust("5 nodes in a row died on it"));
  }
}
