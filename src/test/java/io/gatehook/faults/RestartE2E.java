package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stop on request in the middle of delivery. */
@ExtendWith(SharedServers.class)
class RestartE2E {
  private static final int EVENTS = 3 * Node.IN_FLIGHT;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  @Test
  void stopFinishesItsCallsAndTheNextStartTheRest(EmbeddedNode embedded) {
    Node node = embedded.running();
    var arrivals = new Arrivals(Duration.ofSeconds(1));
    try (Receiver receiver = new Receiver().on("/", arrivals)) {
      String hook = node.api().webhook("stop", receiver.url("/"));
      var load = new EventLoad("stop", "key", List.of(node.api()));
      load.send(EVENTS);
      await().atMost(LONGEST).until(() -> arrivals.calls() >= Node.IN_FLIGHT / 2);

      assertThat(node.process().terminate()).isZero();
      assertNothingClaimed(embedded.window(), arrivals);

      embedded.running();
      var record = new HookRecord(node.api(), hook);
      record.awaitSettled(LONGEST);
      arrivals.assertDelivered(load.acknowledged(), record.statuses());
    }
    assertThat(arrivals.accepted()).hasSize(EVENTS);
    assertThat(arrivals.calls()).isEqualTo(EVENTS);
  }

  private static void assertNothingClaimed(StoreWindow window, Arrivals arrivals) {
    assertThat(window.claimed()).isZero();
    assertThat(window.processesOf(EmbeddedNode.ID)).isZero();
    assertThat(arrivals.accepted()).as("stopped in the middle").hasSizeLessThan(EVENTS);
  }
}
