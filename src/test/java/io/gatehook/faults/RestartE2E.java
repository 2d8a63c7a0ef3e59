package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop on request in the middle of delivery. */
class RestartE2E {
  private static final int IN_FLIGHT = 16;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  @Test
  void stopFinishesItsCallsAndTheNextStartTheRest(@TempDir Path data) {
    Map<String, String> settings =
        Map.of(
            "gatehook.data.dir",
            data.toString(),
            "gatehook.node.id",
            "stopped",
            "gatehook.delivery.in-flight",
            String.valueOf(IN_FLIGHT));
    var arrivals = new Arrivals(Duration.ofSeconds(1));
    String hook;
    EventLoad load;
    try (Receiver receiver = new Receiver().on("/", arrivals)) {
      try (Gatehook gatehook = Gatehook.start(settings)) {
        hook = new Api(gatehook.url()).webhook("stop", receiver.url("/"));
        load = new EventLoad(new Api(gatehook.url()), "stop", "key");
        load.send(3 * IN_FLIGHT);
        await().atMost(LONGEST).until(() -> arrivals.calls() >= IN_FLIGHT);

        assertThat(gatehook.terminate()).isZero();
      }
      assertNothingClaimed(data, arrivals);
      try (Gatehook gatehook = Gatehook.start(settings)) {
        var record = new HookRecord(new Api(gatehook.url()), hook);
        record.awaitSettled(LONGEST);
        record.assertDelivered("stop", load.acknowledged());
      }
    }
    assertThat(arrivals.accepted()).hasSize(3 * IN_FLIGHT);
    assertThat(arrivals.calls()).isEqualTo(3 * IN_FLIGHT);
  }

  private static void assertNothingClaimed(Path data, Arrivals arrivals) {
    StoreWindow window = StoreWindow.embedded(data);
    assertThat(window.claimed()).isZero();
    assertThat(window.processesOf("stopped")).isZero();
    assertThat(arrivals.accepted()).as("stopped in the middle").hasSizeLessThan(3 * IN_FLIGHT);
  }
}
