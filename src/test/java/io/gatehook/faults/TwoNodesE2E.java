package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that share one PostgreSQL: they share the work, and take over from one that dies. */
@ExtendWith(SharedServers.class)
class TwoNodesE2E {
  private static final int EVENTS = 200;
  private static final int HELD = 2 * Node.IN_FLIGHT;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** From the rescue to the receiver: due work is noticed, called and counted. */
  private static final Duration CALL = Duration.ofSeconds(2);

  private final Receiver receiver = new Receiver();
  private final Arrivals arrivals = new Arrivals(Duration.ofMillis(50));
  private final String source = "nodes-" + UUID.randomUUID();
  private final Nodes nodes;
  private final StoreWindow window;
  private final String hook;

  TwoNodesE2E(Nodes nodes) {
    this.nodes = nodes.running();
    window = nodes.window();
    receiver.on("/", arrivals);
    hook = nodes.a().api().webhook(source, receiver.url("/"));
  }

  @AfterEach
  void closeReceiver() {
    arrivals.letGo();
    receiver.close();
  }

  /** In one test, since the second part wants a hook that is known to answer. */
  @Test
  void shareTheWorkAndTakeOverFromADeadOne() {
    eachEventIsDeliveredOnceByOneOfBoth();
    theOtherRescuesTheClaimsOfADeadNode();
  }

  private void eachEventIsDeliveredOnceByOneOfBoth() {
    EventLoad toOne = load(nodes.a(), "one");
    EventLoad toOther = load(nodes.b(), "other");
    toOne.send(EVENTS / 2);
    toOther.send(EVENTS / 2);

    HookRecord record = settled(nodes.b());
    assertThat(record.attempts())
        .hasSize(EVENTS)
        .extracting(attempt -> attempt.getString("outcome") + ", error " + attempt.get("error"))
        .containsOnly("delivered, error null");
    assertThat(arrivals.accepted()).hasSize(EVENTS);
    assertThat(arrivals.calls()).isEqualTo(EVENTS);
    arrivals.assertDelivered(toOne.acknowledged(), record.statuses());
    arrivals.assertDelivered(toOther.acknowledged(), record.statuses());
    assertThat(record.attempts())
        .extracting(attempt -> attempt.getString("node"))
        .containsOnly("a", "b")
        .contains("a", "b");
  }

  private void theOtherRescuesTheClaimsOfADeadNode() {
    arrivals.hold();
    EventLoad load = load(nodes.b(), "rescued");
    load.send(HELD);
    await().atMost(LONGEST).until(() -> window.claimedBy("b") > 0);

    nodes.b().process().kill9();
    int abandoned = window.claimedBy("b");
    long killed = System.nanoTime();
    arrivals.letGo();
    await()
        .atMost(Nodes.LEASE.multipliedBy(2).plus(CALL))
        .until(() -> arrivals.accepted().containsAll(load.acknowledged()) && window.claimed() == 0);
    report("the other node rescued", killed);

    HookRecord record = settled(nodes.a());
    assertThat(unknown(record.attempts())).hasSize(abandoned);
    assertThat(arrivals.duplicates()).isLessThanOrEqualTo(Math.min(abandoned, Node.IN_FLIGHT));
    arrivals.assertDelivered(load.acknowledged(), record.statuses());
  }

  /** The calls take longer than a lease. */
  @Tag("long")
  @Test
  void stoppedNodeKeepsItsClaimsWhileItDrains() {
    arrivals.hold();
    EventLoad load = load(nodes.a(), "drained");
    load.send(HELD);
    await().atMost(LONGEST).until(() -> window.claimedBy("a") > 0 && arrivals.calls() > 0);

    CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(nodes.a().process()::terminate);
    await()
        .during(Nodes.LEASE.multipliedBy(2))
        .atMost(Nodes.LEASE.multipliedBy(3))
        .until(() -> window.claimedBy("a") > 0 && arrivals.calls() <= HELD && !exit.isDone());
    arrivals.letGo();

    assertThat(exit.join()).isZero();
    assertThat(window.leasesOf("a")).isZero();
    arrivals.assertDelivered(load.acknowledged(), settled(nodes.b()).statuses());
    assertThat(window.claimed()).isZero();
    assertThat(arrivals.duplicates()).isZero();
    assertThat(arrivals.calls()).isEqualTo(HELD);
  }

  private EventLoad load(Node node, String prefix) {
    return new EventLoad(source, prefix, List.of(node.api()));
  }

  private HookRecord settled(Node node) {
    var record = new HookRecord(node.api(), hook);
    record.awaitSettled(LONGEST);
    return record;
  }

  private static List<JsonObject> unknown(List<JsonObject> attempts) {
    return attempts.stream().filter(a -> a.getString("outcome").equals("unknown")).toList();
  }

  private static void report(String what, long since) {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    System.out.printf("%s after %.1f s%n", what, took.toMillis() / 1000.0);
  }
}
