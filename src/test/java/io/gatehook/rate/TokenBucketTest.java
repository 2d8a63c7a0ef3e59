package io.gatehook.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final double RATE = 4;

  private final TokenBucket bucket = new TokenBucket();
  private long now = Long.MAX_VALUE - 10; // the clock of the virtual machine may overflow

  @Test
  void keepsTheTokensOfOneSecond() {
    assertThat(roomAfter(Duration.ZERO)).isEqualTo(4);
    assertThat(roomAfter(Duration.ofHours(1))).isEqualTo(4);
  }

  @Test
  void takenTokensComeBackAtTheRate() {
    roomAfter(Duration.ZERO);
    bucket.take(3);

    assertThat(roomAfter(Duration.ofMillis(249))).isEqualTo(1);
    assertThat(roomAfter(Duration.ofMillis(1))).isEqualTo(2);
  }

  @Test
  void moreThanThereAreAreMadeUpForByWaiting() {
    roomAfter(Duration.ZERO);
    bucket.take(14);

    assertThat(bucket.room()).isEqualTo(-10);
    assertThat(bucket.untilNext(RATE)).isEqualTo(Duration.ofMillis(2750));
    assertThat(roomAfter(Duration.ofMillis(2749))).isZero();
    assertThat(roomAfter(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(bucket.untilNext(RATE)).isZero();
  }

  @Test
  void keepsOneEvenIfOneTakesLongerThanASecond() {
    bucket.fill(0.1, now);

    assertThat(bucket.room()).isEqualTo(1);
  }

  private int roomAfter(Duration time) {
    now += time.toNanos();
    bucket.fill(RATE, now);
    return bucket.room();
  }
}
