package io.gatehook.delivery.retry;

import static io.gatehook.Property.holds;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.RetrySchedule;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every schedule, age, answer and throw of the dice. */
class RetryPolicyPropertyTest {
  private static final int CASES = 5_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** A failure somewhere in some schedule. */
  private record Case(
      RetrySchedule schedule,
      Duration maxAge,
      int step,
      @Nullable Duration retryAfter,
      Instant now) {
    static Case any(SplittableRandom random) {
      var schedule =
          new RetrySchedule(
              Stream.generate(() -> Duration.ofMillis(random.nextLong(1, 36_000_000)))
                  .limit(random.nextInt(RetrySchedule.MAX_WAITS))
                  .toList());
      Duration maxAge = Duration.ofMillis(random.nextLong(1, 200_000_000));
      return new Case(
          schedule,
          maxAge,
          random.nextInt(schedule.waits().size() + 3),
          random.nextBoolean() ? null : Duration.ofMillis(random.nextLong(100_000_000)),
          START.plusMillis(random.nextLong(maxAge.toMillis() * 5 / 4 + 1)));
    }

    NextStep decide(double dice) {
      var failure = new HandlerResult.Retryable("status 500", retryAfter, Exchange.NONE);
      return new RetryPolicy(schedule, maxAge, () -> dice).decide(failure, step, START, now);
    }

    Duration scheduled() {
      return schedule.waits().get(step);
    }
  }

  @Test
  void waitIsNeverBelowItsFloorNorOverItsCap() {
    holds(
        CASES,
        random -> {
          Case some = Case.any(random);
          if (some.decide(random.nextDouble()) instanceof NextStep.RetryAt retry) {
            double wait = Duration.between(some.now(), retry.nextAttemptAt()).toMillis();
            double scheduled = some.scheduled().toMillis();
            double asked = some.retryAfter() == null ? 0 : some.retryAfter().toMillis();
            double honoured = Math.min(asked, scheduled * RetryPolicy.MAX_RETRY_AFTER_WAITS);

            assertThat(wait)
                .isGreaterThanOrEqualTo(
                    Math.max(Math.floor(scheduled * (1 - RetryPolicy.JITTER)), honoured))
                .isLessThanOrEqualTo(
                    Math.max(Math.ceil(scheduled * (1 + RetryPolicy.JITTER)), honoured));
          }
        });
  }

  @Test
  void moreChanceIsNoShorterWait() {
    holds(
        CASES,
        random -> {
          Case some = Case.any(random);
          double one = random.nextDouble();
          double other = random.nextDouble();

          assertThat(time(some.decide(Math.min(one, other))))
              .isBeforeOrEqualTo(time(some.decide(Math.max(one, other))));
        });
  }

  private static Instant time(NextStep step) {
    return step instanceof NextStep.RetryAt retry ? retry.nextAttemptAt() : Instant.MAX;
  }

  @Test
  void noAttemptIsPlannedThatWouldBeRefusedWhenItsTimeComes() {
    holds(
        CASES,
        random -> {
          Case some = Case.any(random);
          var policy = new RetryPolicy(some.schedule(), some.maxAge(), random::nextDouble);

          if (some.decide(random.nextDouble()) instanceof NextStep.RetryAt retry) {
            assertThat(policy.expired(START, retry.nextAttemptAt())).isEmpty();
            assertThat(retry.nextAttemptAt()).isBeforeOrEqualTo(START.plus(some.maxAge()));
          }
        });
  }

  @Test
  void failureIsRetriedOrExhaustedAndExhaustedOnlyForAReason() {
    holds(
        CASES,
        random -> {
          Case some = Case.any(random);
          double dice = random.nextDouble();
          NextStep step = some.decide(dice);

          boolean stepsLeft = some.step() < some.schedule().waits().size();
          var patient =
              new Case(
                  some.schedule(),
                  Duration.ofDays(10_000),
                  some.step(),
                  some.retryAfter(),
                  some.now());
          assertThat(patient.decide(dice).status())
              .isEqualTo(stepsLeft ? DeliveryStatus.PENDING : DeliveryStatus.EXHAUSTED);
          boolean inTime =
              stepsLeft && !time(patient.decide(dice)).isAfter(START.plus(some.maxAge()));
          assertThat(step.status())
              .isEqualTo(inTime ? DeliveryStatus.PENDING : DeliveryStatus.EXHAUSTED);
        });
  }

  @Test
  void everyDeliveryThatAlwaysFailsEndsExhaustedAfterAsManyCallsAsTheScheduleHas() {
    holds(
        CASES / 10,
        random -> {
          Case some = Case.any(random);
          Instant now = START;
          int calls = 1;
          NextStep next = at(some, 0, now).decide(random.nextDouble());
          while (next instanceof NextStep.RetryAt retry) {
            now = retry.nextAttemptAt();
            next = at(some, calls, now).decide(random.nextDouble());
            calls++;
          }

          assertThat(next.status()).isEqualTo(DeliveryStatus.EXHAUSTED);
          assertThat(calls).isLessThanOrEqualTo(some.schedule().waits().size() + 1);
        });
  }

  private static Case at(Case some, int step, Instant now) {
    return new Case(some.schedule(), some.maxAge(), step, some.retryAfter(), now);
  }
}
