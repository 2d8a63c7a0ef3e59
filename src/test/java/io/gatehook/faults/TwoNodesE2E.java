package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.PostgresForTests;
import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes that share one PostgreSQL: they share the work, and take over from one that dies. */
class TwoNodesE2E {
  private static final int IN_FLIGHT = 8;
  private static final int EVENTS = 200;

  /** Most calls at once for a hook whose receiver has not answered yet. */
  private static final int FIRST_CALLS = 4;

  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** From the rescue to the receiver: due work is noticed, called and counted. */
  private static final Duration CALL = Duration.ofSeconds(2);

  private static EmbeddedPostgres postgres;

  private final Receiver receiver = new Receiver();
  private final Arrivals arrivals = new Arrivals(Duration.ofMillis(50));

  @BeforeAll
  static void startPostgres() {
    postgres = PostgresForTests.start(0);
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @AfterEach
  void closeReceiver() {
    arrivals.letGo();
    receiver.close();
  }

  @Test
  void shareTheWorkTakeOverFromADeadOneAndLeaveNothingBehind() throws SQLException {
    Map<String, String> store = aStore("pair", LEASE);
    var window = new StoreWindow(node(store, "a"));
    try (Gatehook a = Gatehook.launch(node(store, "a"), List.of());
        Gatehook b = Gatehook.launch(node(store, "b"), List.of())) {
      a.awaitReady();
      b.awaitReady();
      String hook = hook(a);

      eachEventIsDeliveredOnceByOneOfBoth(a, b, hook);
      theOtherRescuesTheClaimsOfADeadNode(a, b, hook, window);
      try (Gatehook again = Gatehook.start(node(store, "b"))) {
        aStoppedNodeKeepsItsClaimsWhileItDrains(a, again, hook, window);
      }
    }
  }

  private void eachEventIsDeliveredOnceByOneOfBoth(Gatehook a, Gatehook b, String hook) {
    EventLoad toOne = load(a, "one");
    EventLoad toOther = load(b, "other");
    toOne.send(EVENTS / 2);
    toOther.send(EVENTS / 2);

    HookRecord record = settled(b, hook);
    assertThat(record.attempts())
        .hasSize(EVENTS)
        .extracting(attempt -> attempt.getString("outcome") + ", error " + attempt.get("error"))
        .containsOnly("delivered, error null");
    assertThat(arrivals.accepted()).hasSize(EVENTS);
    assertThat(arrivals.calls()).isEqualTo(EVENTS);
    record.assertDelivered("nodes", toOne.acknowledged());
    record.assertDelivered("nodes", toOther.acknowledged());
    assertThat(nodes(record.attempts())).containsOnly("a", "b").contains("a").contains("b");
  }

  private void theOtherRescuesTheClaimsOfADeadNode(
      Gatehook a, Gatehook b, String hook, StoreWindow window) {
    arrivals.hold();
    EventLoad load = load(a, "rescued");
    load.send(4 * IN_FLIGHT);
    await().atMost(LONGEST).until(() -> window.claimedBy("b") >= FIRST_CALLS);

    b.kill9();
    int abandoned = window.claimedBy("b");
    long killed = System.nanoTime();
    arrivals.letGo();
    await()
        .atMost(LEASE.multipliedBy(2).plus(CALL))
        .until(() -> arrivals.accepted().containsAll(load.acknowledged()) && window.claimed() == 0);
    report("the other node rescued", killed);

    HookRecord record = settled(a, hook);
    assertThat(unknown(record.attempts())).hasSize(abandoned);
    assertThat(arrivals.duplicates()).isLessThanOrEqualTo(abandoned);
    record.assertDelivered("nodes", load.acknowledged());
  }

  /** The calls take longer than a lease. */
  private void aStoppedNodeKeepsItsClaimsWhileItDrains(
      Gatehook a, Gatehook b, String hook, StoreWindow window) {
    int calls = arrivals.calls();
    int duplicates = arrivals.duplicates();
    arrivals.hold();
    EventLoad load = load(a, "drained");
    load.send(2 * IN_FLIGHT);
    await().atMost(LONGEST).until(() -> window.claimedBy("a") > 0 && arrivals.calls() > calls);

    CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(a::terminate);
    await()
        .during(LEASE.multipliedBy(2))
        .atMost(LEASE.multipliedBy(3))
        .until(
            () ->
                window.claimedBy("a") > 0
                    && arrivals.calls() <= calls + 2 * IN_FLIGHT
                    && !exit.isDone());
    arrivals.letGo();

    assertThat(exit.join()).isZero();
    assertThat(window.processesOf("a")).isZero();
    settled(b, hook).assertDelivered("nodes", load.acknowledged());
    assertThat(window.claimed()).isZero();
    assertThat(arrivals.duplicates()).isEqualTo(duplicates);
    assertThat(arrivals.calls()).isEqualTo(calls + 2 * IN_FLIGHT);
  }

  @Test
  void nodeThatComesBackWithinItsLeaseRescuesWhatItLeft() throws SQLException {
    Duration lease = Duration.ofSeconds(30);
    Map<String, String> settings = node(aStore("lone", lease), "lone");
    var window = new StoreWindow(settings);
    arrivals.hold();
    Gatehook first = Gatehook.start(settings);
    String hook;
    EventLoad load;
    long killed;
    try (first) {
      hook = hook(first);
      load = load(first, "left");
      load.send(FIRST_CALLS);
      await().atMost(LONGEST).until(() -> arrivals.calls() == FIRST_CALLS);
      first.kill9();
      killed = System.nanoTime();
      arrivals.letGo();
    }
    try (Gatehook second = Gatehook.start(settings)) {
      int leases = window.leasesOf("lone");

      Duration left = lease.multipliedBy(2).minusNanos(System.nanoTime() - killed);
      await().atMost(left.plus(CALL)).until(() -> arrivals.calls() == 2 * FIRST_CALLS);
      report("the node that came back rescued", killed);

      HookRecord record = settled(second, hook);
      assertThat(unknown(record.attempts())).hasSize(FIRST_CALLS);
      record.assertDelivered("nodes", load.acknowledged());
      assumeThat(leases)
          .as("leases at the start: the dead one's, unless it took too long, and ours")
          .isEqualTo(2);
    }
  }

  private static Map<String, String> aStore(String name, Duration lease) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return Map.of(
        "gatehook.datasource.url",
        postgres.getJdbcUrl("postgres", name),
        "gatehook.delivery.lease",
        lease.toSeconds() + "s");
  }

  private static Map<String, String> node(Map<String, String> store, String id) {
    var settings = new HashMap<>(store);
    settings.put("gatehook.node.id", id);
    settings.put("gatehook.delivery.in-flight", String.valueOf(IN_FLIGHT));
    return settings;
  }

  private String hook(Gatehook node) {
    receiver.on("/", arrivals);
    return new Api(node.url()).webhook("nodes", receiver.url("/"));
  }

  private static EventLoad load(Gatehook node, String prefix) {
    return new EventLoad(new Api(node.url()), "nodes", prefix);
  }

  private static HookRecord settled(Gatehook node, String hook) {
    var record = new HookRecord(new Api(node.url()), hook);
    record.awaitSettled(LONGEST);
    return record;
  }

  private static List<String> nodes(List<JsonObject> attempts) {
    return attempts.stream().map(attempt -> attempt.getString("node")).toList();
  }

  private static List<JsonObject> unknown(List<JsonObject> attempts) {
    return attempts.stream().filter(a -> a.getString("outcome").equals("unknown")).toList();
  }

  private static void report(String what, long since) {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    System.out.printf("%s after %.1f s%n", what, took.toMillis() / 1000.0);
  }
}
