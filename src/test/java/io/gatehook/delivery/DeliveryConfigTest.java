package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryConfigTest {
  private static DeliveryConfig withCallTimeout(Duration timeout) {
    return new DeliveryConfig(
        new RetrySchedule(List.of()),
        Duration.ofDays(14),
        64,
        Duration.ofSeconds(30),
        timeout,
        Duration.ofSeconds(20));
  }

  @Test
  void callThatItsHookAllowsIsNeverTakenForLost() {
    Duration longest = Duration.ofSeconds(60);

    assertThat(withCallTimeout(Duration.ofMillis(50)).lostAfter()).isGreaterThan(longest);
    assertThat(withCallTimeout(Duration.ofSeconds(15)).lostAfter())
        .isEqualTo(Duration.ofSeconds(150));
  }

  @Test
  void shortTimeLimitOfAHookMakesItSlowSoonerAndALongOneNotLater() {
    DeliveryConfig config = withCallTimeout(Duration.ofSeconds(15));

    assertThat(config.slow(Optional.empty())).hasSeconds(5);
    assertThat(config.slow(Optional.of(Duration.ofSeconds(3)))).hasSeconds(1);
    assertThat(config.slow(Optional.of(Duration.ofSeconds(60)))).hasSeconds(5);
  }
}
