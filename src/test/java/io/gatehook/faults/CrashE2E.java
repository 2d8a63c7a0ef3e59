package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.dispatch.ReadyQueue;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kill -9 in the middle of ingest and delivery, again and again over one store. */
@ExtendWith(SharedServers.class)
class CrashE2E {
  @Test
  void deliversEveryAcknowledgedEventFromTheEmbeddedStore(EmbeddedNode embedded) throws Exception {
    killAgainAndAgain("H2", embedded.running(), () -> embedded.windowOnCopy().claimed());
  }

  @Tag("long") // in the short form a node on PostgreSQL is killed by TwoNodesE2E
  @Test
  void deliversEveryAcknowledgedEventFromPostgres(Postgres postgres) throws Exception {
    Map<String, String> settings = postgres.store("crash");
    try (var node = new Node(settings)) {
      killAgainAndAgain("PostgreSQL", node.start(), new StoreWindow(settings)::claimed);
    }
  }

  /**
   * As often as asked for.
   *
   * @param claimed reads the dead node's store: its calls in flight, and what waited for its turn
   */
  private static void killAgainAndAgain(String store, Node node, IntSupplier claimed)
      throws Exception {
    try (var rounds = new Rounds("kill -9", store, List.of(node.api()))) {
      rounds.run(
          load -> {
            node.process().kill9();
            int left = claimed.getAsInt();
            assertThat(left).isBetween(1, Node.IN_FLIGHT + ReadyQueue.MOST);
            node.start();
            return Math.min(left, Node.IN_FLIGHT);
          });
    }
  }
}
