package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What may go wrong with PostgreSQL under running nodes, which have to go on by themselves. */
@ExtendWith(SharedServers.class)
class StoreFaultsE2E {
  /** A client is told soon that the store is away. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** The longest that a client waits while statements hang. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOCKED = Duration.ofSeconds(20);
  private static final Duration EXHAUSTED = Duration.ofSeconds(12);

  /** A client that had to wait for a connection. */
  private static final Duration FELT = Duration.ofSeconds(1);

  private static final int TERMINATIONS = 5;
  private static final String EVENT =
      "{\"source\":\"nobody\",\"event\":\"happened\",\"data\":{\"key\":\"refused\"}}";

  private final Postgres postgres;
  private final Nodes nodes;
  private final PostgresConsole console;

  StoreFaultsE2E(Postgres postgres, Nodes nodes) {
    this.postgres = postgres;
    this.nodes = nodes.running();
    this.console = new PostgresConsole(postgres, Nodes.DATABASE);
  }

  @Test
  void refusesEventsWhilePostgresIsStoppedForLongerThanALease() throws Exception {
    Findings findings =
        survives(
            "PostgreSQL stopped",
            load -> {
              postgres.stop();
              assertRefusesForLongerThanALease();
              postgres.startAgain();
              return Nodes.IN_FLIGHT;
            });

    assertThat(findings.load().refused()).isPositive();
    assertThat(findings.load().longest()).isLessThan(SOON);
  }

  @Test
  void goesOnAfterACrashOfPostgres() throws Exception {
    Findings findings =
        survives(
            "PostgreSQL killed",
            load -> {
              postgres.kill9();
              postgres.startAgain();
              return Nodes.IN_FLIGHT;
            });

    assertThat(findings.load().longest()).isLessThan(SOON);
  }

  @Tag("long")
  @Test
  void goesOnAfterItsConnectionsWereCut() throws Exception {
    Findings findings =
        survives(
            "connections terminated",
            load -> {
              for (int i = 0; i < TERMINATIONS; i++) {
                await().atMost(Rounds.LONGEST).until(() -> console.terminateConnections() > 0);
              }
              return TERMINATIONS * Nodes.IN_FLIGHT;
            });

    assertThat(findings.load().longest()).isLessThan(SOON);
  }

  @Tag("long")
  @Test
  void answersInTimeWhileStatementsHang() throws Exception {
    Findings findings =
        survives(
            "table locked",
            load -> {
              console.during(
                  "lock table delivery in access exclusive mode",
                  () -> await().pollDelay(LOCKED).atMost(PATIENCE).until(() -> true));
              return Nodes.IN_FLIGHT;
            });

    assertThat(findings.load().longest()).isLessThan(PATIENCE);
  }

  /** Requests that wait for a lock take the connections, until they give up. */
  @Tag("long")
  @Test
  void goesOnAfterThePoolWasExhausted() throws Exception {
    Findings findings =
        survives(
            "pool exhausted",
            load -> {
              console.during(
                  "select * from hook_revision for update",
                  () -> {
                    try (var writers = new HookWriters(nodes.a().api(), 2 * Nodes.POOL)) {
                      await()
                          .atMost(PATIENCE)
                          .until(() -> console.waitingForLocks() >= Nodes.POOL / 2);
                      await().pollDelay(EXHAUSTED).atMost(PATIENCE).until(() -> true);
                    }
                  });
              return Nodes.IN_FLIGHT;
            });

    assertThat(findings.load().longest()).isBetween(FELT, PATIENCE);
  }

  /** The store takes writes, but the node cannot say that it is alive. */
  @Test
  void isNotReadyWithoutALease() throws SQLException {
    console.during(
        "select * from node where node_id = 'a' for update",
        () ->
            await()
                .atMost(Nodes.LEASE.plus(SOON))
                .untilAsserted(() -> assertReadiness(503, "the node holds no lease")));

    await().atMost(Nodes.LEASE.plus(SOON)).untilAsserted(() -> assertReadiness(200, "UP"));
  }

  private void assertReadiness(int status, String words) {
    Api.Answer answer = nodes.a().api().get("/health/ready");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
  }

  private Findings survives(String fault, Rounds.Fault cause) throws Exception {
    try (var rounds = new Rounds(fault, "PostgreSQL", nodes.apis())) {
      return rounds.run(cause);
    }
  }

  private void assertRefusesForLongerThanALease() {
    await()
        .pollInterval(Duration.ofMillis(300))
        .during(Nodes.LEASE.multipliedBy(4).dividedBy(3))
        .atMost(Rounds.LONGEST)
        .untilAsserted(this::assertRefuses);
    List.of("/event-hooks", "/deliveries", "/worker-events?source=nobody&key=x", "/health/ready")
        .forEach(this::assertUnavailable);
  }

  private void assertUnavailable(String path) {
    long asked = System.nanoTime();
    assertThat(nodes.a().api().get(path).status()).as(path).isEqualTo(503);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).as(path).isLessThan(SOON);
  }

  private void assertRefuses() {
    Api.Answer answer = nodes.a().api().post("/worker-events", "application/json", EVENT);

    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.response().headers().firstValueAsLong("Retry-After")).isPresent();
  }
}
