package io.gatehook.delivery.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.dispatch.BreakerState;
import io.gatehook.delivery.health.HookHealth;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HookStatusTest {
  private static OptionalDouble rate(Map<DeliveryStatus, Long> counts) {
    var health = new HookHealth(null, null, null, null, null);
    return new HookStatus(counts, health, 0, null, BreakerState.CLOSED, null, null).successRate();
  }

  @Test
  void successRateIsOfWhatEndedByItself() {
    assertThat(
            rate(
                Map.of(
                    DeliveryStatus.DELIVERED, 6L,
                    DeliveryStatus.EXHAUSTED, 1L,
                    DeliveryStatus.REJECTED, 1L,
                    DeliveryStatus.CANCELLED, 100L,
                    DeliveryStatus.PENDING, 100L,
                    DeliveryStatus.CLAIMED, 100L)))
        .hasValue(0.75);
  }

  @Test
  void nothingEndedIsNoRate() {
    assertThat(rate(Map.of(DeliveryStatus.PENDING, 3L))).isEmpty();
  }
}
