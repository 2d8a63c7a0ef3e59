package io.gatehook.delivery.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.RetrySchedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration LEASE = Duration.ofSeconds(1);

  private final Heartbeat heartbeat = new Heartbeat();

  HeartbeatTest() {
    heartbeat.nodes = new Reachable();
    heartbeat.node = new Incarnation(UUID.randomUUID(), "test");
    heartbeat.clock = Clock.systemUTC();
    heartbeat.config =
        new DeliveryConfig(
            new RetrySchedule(List.of()), LEASE, 1, LEASE, Duration.ofSeconds(1), LEASE);
    heartbeat.start(false);
  }

  /** A store that takes every lease. */
  private static final class Reachable extends NodeStore {
    @Override
    public void join(Incarnation node, Instant now, Duration lease) {}

    @Override
    boolean renew(Incarnation node, Instant now, Duration lease) {
      return true;
    }

    @Override
    int alive(Instant now) {
      return 1;
    }
  }

  @Test
  void leaseThatIsRenewedInTimeStaysTheSame() {
    long first = heartbeat.lease();

    heartbeat.renew();

    assertThat(heartbeat.lease()).isEqualTo(first).isNotEqualTo(Heartbeat.NO_LEASE);
  }

  @Test
  void leaseAfterAGapIsAnotherOne() {
    long first = heartbeat.lease();

    await().until(() -> heartbeat.lease() == Heartbeat.NO_LEASE);
    heartbeat.renew();

    assertThat(heartbeat.lease()).isNotIn(first, Heartbeat.NO_LEASE);
  }
}
