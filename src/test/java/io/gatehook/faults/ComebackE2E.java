package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import io.gatehook.delivery.dispatch.HookShares;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that is killed, and back before others could know that it is dead. */
@Tag("long")
@ExtendWith(SharedServers.class)
class ComebackE2E {
  /** Longer than a start. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** Most calls at once for a hook whose receiver has not answered yet. */
  private static final int FIRST_CALLS = HookShares.UNPROVEN;

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration CALL = Duration.ofSeconds(2);

  @Test
  void nodeThatComesBackWithinItsLeaseRescuesWhatItLeft(Postgres postgres) {
    var settings = new HashMap<>(postgres.store("lone"));
    settings.put("gatehook.delivery.lease", LEASE.toSeconds() + "s");
    settings.put("gatehook.node.id", "lone");
    var window = new StoreWindow(settings);
    var arrivals = new Arrivals(Duration.ofMillis(50));
    try (Receiver receiver = new Receiver().on("/", arrivals);
        Node node = new Node(settings).start()) {
      String hook = node.api().webhook("left", receiver.url("/"));
      var load = new EventLoad("left", "key", List.of(node.api()));
      arrivals.hold();
      load.send(FIRST_CALLS);
      await().atMost(LONGEST).until(() -> arrivals.calls() == FIRST_CALLS);
      node.process().kill9();
      long killed = System.nanoTime();
      arrivals.letGo();
      int leases = leasesAfterStart(node, window);

      Duration left = LEASE.multipliedBy(2).minusNanos(System.nanoTime() - killed);
      await().atMost(left.plus(CALL)).until(() -> arrivals.calls() == 2 * FIRST_CALLS);

      var record = new HookRecord(node.api(), hook);
      record.awaitSettled(LONGEST);
      assertThat(record.attempts())
          .filteredOn(attempt -> attempt.getString("outcome").equals("unknown"))
          .hasSize(FIRST_CALLS);
      arrivals.assertDelivered(load.acknowledged(), record.statuses());
      assumeThat(leases)
          .as("leases at the start: the dead one's, unless it took too long, and ours")
          .isEqualTo(2);
    }
  }

  private static int leasesAfterStart(Node node, StoreWindow window) {
    node.start();
    return window.leasesOf("lone");
  }
}
