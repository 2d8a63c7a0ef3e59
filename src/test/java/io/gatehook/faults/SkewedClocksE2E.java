package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL whose wall clocks disagree, and are set while they work. */
@Tag("long")
@ExtendWith(SharedServers.class)
class SkewedClocksE2E {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(8);
  private static final int STEPS = 4;

  @Test
  void stepsOfWallClocksChangeNothing(Postgres postgres, @TempDir Path directory) throws Exception {
    var clockOfA = new SkewedClock(directory.resolve("a"));
    var clockOfB = new SkewedClock(directory.resolve("b"));
    clockOfA.set(FIVE_MINUTES);
    clockOfB.set(FIVE_MINUTES.negated());
    Map<String, String> store = postgres.store("skewed");
    var window = new StoreWindow(store);
    try (Node a = node("a", store, clockOfA);
        Node b = node("b", store, clockOfB)) {
      a.launch();
      b.launch();
      a.awaitReady();
      b.awaitReady();
      assertThat(wrongBy(a)).isCloseTo(FIVE_MINUTES, Duration.ofMinutes(1));
      assertThat(wrongBy(b)).isCloseTo(FIVE_MINUTES.negated(), Duration.ofMinutes(1));

      try (var rounds = new Rounds("clocks stepped", "PostgreSQL", List.of(a.api(), b.api()))) {
        Findings findings =
            rounds.run(
                load -> {
                  for (int step = 1; step <= STEPS; step++) {
                    Duration ahead = step % 2 == 0 ? FIVE_MINUTES : FIVE_MINUTES.negated();
                    clockOfA.set(ahead);
                    clockOfB.set(ahead.negated());
                    assertLeasesAreKept(window);
                  }
                  return 0;
                });

        assertThat(findings.load().refused()).isZero();
      }
    }
  }

  /** A node that does not renew its lease loses its deliveries to the other. */
  private static void assertLeasesAreKept(StoreWindow window) {
    await()
        .during(BETWEEN_STEPS)
        .atMost(BETWEEN_STEPS.plusSeconds(2))
        .untilAsserted(
            () -> {
              assertThat(window.leasesOf("a")).isEqualTo(1);
              assertThat(window.leasesOf("b")).isEqualTo(1);
            });
  }

  /** As the times in its log tell. */
  private static Duration wrongBy(Node node) {
    String time = node.process().log().lines().filter(l -> l.startsWith("2")).findFirst().get();
    Instant logged = Instant.parse(time.substring(0, time.indexOf(' ')));
    return Duration.between(Instant.now(), logged);
  }

  private static Node node(String id, Map<String, String> store, SkewedClock clock) {
    var settings = new HashMap<>(store);
    settings.put("gatehook.node.id", id);
    return new Node(settings, List.of(clock.option()));
  }
}
