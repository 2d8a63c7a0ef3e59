package io.gatehook.delivery.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthConfigTest {
  private static final Duration DAYS = Duration.ofDays(5);
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant PERIOD = SINCE.plusSeconds(10);

  private final HealthConfig config = new HealthConfig(DAYS);

  private static HookHealth health(@Nullable Instant failingSince, Instant lastFailure) {
    return new HookHealth(failingSince, null, lastFailure, "why", PERIOD);
  }

  @Test
  void disablesOnceAFailureIsThatLate() {
    assertThat(config.disables(health(SINCE, PERIOD.plus(DAYS).minusNanos(1)))).isFalse();
    assertThat(config.disables(health(SINCE, PERIOD.plus(DAYS)))).isTrue();
  }

  @Test
  void leavesAHookAloneThatWorksOrNeverFailed() {
    assertThat(config.disables(health(null, PERIOD.plus(DAYS)))).isFalse();
    assertThat(config.disables(HookHealth.UNKNOWN)).isFalse();
  }

  @Test
  void zeroDisablesNone() {
    assertThat(new HealthConfig(Duration.ZERO).disables(health(SINCE, PERIOD.plus(DAYS))))
        .isFalse();
  }

  @Test
  void refusesANegativeTime() {
    assertThatThrownBy(() -> new HealthConfig(DAYS.negated()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("disable-after");
  }
}
