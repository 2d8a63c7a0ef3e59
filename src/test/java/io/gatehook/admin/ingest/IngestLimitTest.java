package io.gatehook.admin.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IngestLimitTest {
  private static final Duration HALF_OF_ONE = Duration.ofNanos(62_500_000);

  private long now;
  private final IngestLimit limit = new IngestLimit(8, () -> now);

  @Test
  void takesWhatASecondAllowsAndThenAsTimePasses() {
    take(8);
    assertThat(refused()).isEqualTo(Duration.ofMillis(125));

    pass(HALF_OF_ONE);
    assertThat(refused()).isEqualTo(HALF_OF_ONE);
    pass(HALF_OF_ONE);
    take(1);
    assertThat(refused()).isEqualTo(Duration.ofMillis(125));
    assertThat(limit.refused()).isEqualTo(3);
  }

  @Test
  void batchBeyondTheLimitIsTakenAndMadeUpForByThoseAfterIt() {
    take(1000);

    assertThat(refused()).isEqualTo(Duration.ofMillis(124_125));
    pass(Duration.ofMillis(124_125));
    take(1);
  }

  @Test
  void whatCannotBeReadCountsNothing() {
    for (int i = 0; i < 100; i++) {
      limit.check();
    }

    take(1);
  }

  @Test
  void zeroIsAnyNumber() {
    var none = new IngestLimit(0, () -> now);

    none.take(1_000_000);
    assertThatCode(none::check).doesNotThrowAnyException();
    assertThat(none.refused()).isZero();
  }

  private void take(int events) {
    limit.check();
    limit.take(events);
  }

  private Duration refused() {
    return catchThrowableOfType(TooManyEvents.class, limit::check).retryAfter();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
