package io.gatehook.faults;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes on one PostgreSQL: again and again one of them is killed and started again. */
@Tag("long")
@ExtendWith(SharedServers.class)
class RollingKillsE2E {
  private static final int KILLS = 5;
  private static final int LONGEST_PEACE_MILLIS = 5000;
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime());

  private final Random random = new Random(SEED);

  @Test
  void theOtherNodeGoesOn(Nodes nodes) throws Exception {
    System.out.println("-Dfaults.seed=" + SEED);
    nodes.running();
    try (var rounds = new Rounds("rolling kills", "PostgreSQL", nodes.apis())) {
      rounds.run(load -> killOneByOne(List.of(nodes.a(), nodes.b()), nodes.window()));
    }
  }

  private int killOneByOne(List<Node> nodes, StoreWindow window) throws InterruptedException {
    int inFlight = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PEACE_MILLIS));
      Node node = nodes.get(random.nextInt(nodes.size()));
      node.process().kill9();
      int left = window.claimedBy(node.settings().get("gatehook.node.id"));
      inFlight += Math.min(left, Node.IN_FLIGHT);
      node.start();
    }
    return inFlight;
  }
}
