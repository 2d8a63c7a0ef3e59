package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Rounds of load with a fault in the middle of each, over one store. After every round all that was
 * ever acknowledged must be delivered, and as one delivery.
 */
final class Rounds implements AutoCloseable {
  /** Within this everything is as it should be again. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  /** Of each fault. */
  private static final int COUNT = Integer.getInteger("faults.rounds", 1);

  private static final int DELIVERED_BEFORE = 50;
  private static final int ACKNOWLEDGED_BEFORE = 300;

  /** More is sent only while fewer wait, so that a busy machine is not buried in work. */
  private static final int MOST_WAITING = 800;

  private static final int ACKNOWLEDGED_AFTER = 50;
  private static final Duration CALL = Duration.ofMillis(20);
  private static final int SHOWN = 20;
  private static final int FAILING_SHARE = 5;

  private final String fault;
  private final String store;
  private final List<Api> nodes;
  private final Receiver receiver = new Receiver();
  private final Arrivals arrivals = new Arrivals(CALL, FAILING_SHARE);
  private final Set<String> acknowledged = new HashSet<>();
  private final String source;
  private final HookRecord record;
  private int round;

  /** What goes wrong in a round. */
  interface Fault {
    /**
     * Happens, and returns once it is repaired.
     *
     * @param load goes on meanwhile
     * @return most calls that it can have met under way
     */
    int happen(EventLoad load) throws Exception;
  }

  /**
   * Makes a hook on the first node, which has to be ready.
   *
   * @param fault its name in the results
   * @param store its name in the results
   */
  Rounds(String fault, String store, List<Api> nodes) {
    this.fault = fault;
    this.store = store;
    this.nodes = nodes;
    source = fault.replace(' ', '-');
    receiver.on("/", arrivals);
    record = new HookRecord(nodes.get(0), nodes.get(0).webhook(source, receiver.url("/")));
  }

  /** As many as the build asks for, with the findings of the last one. */
  Findings run(Fault cause) throws Exception {
    for (int i = 1; i < COUNT; i++) {
      round(cause);
    }
    return round(cause);
  }

  /** One round, whose figures go to the results. */
  private Findings round(Fault cause) throws Exception {
    round++;
    int duplicates = arrivals.duplicates();
    EventLoad load = new EventLoad(source, "round-" + round, nodes);
    load.start(() -> load.acknowledged().size() < delivered(load) + MOST_WAITING);
    try {
      awaitBacklog(load);
      long begun = System.nanoTime();
      int inFlight = cause.happen(load);
      long repaired = System.nanoTime();
      Set<String> before = load.acknowledged();
      awaitDelivered(before);
      long recovered = System.nanoTime();
      awaitMore(load, before.size());
      settle(load);
      Findings findings =
          new Findings(
              load,
              inFlight,
              delivered(load),
              arrivals.duplicates() - duplicates,
              Duration.ofNanos(repaired - begun),
              Duration.ofNanos(recovered - repaired));
      Results.add(fault, store, round, findings);
      arrivals.assertDelivered(acknowledged, record.statuses());
      assertThat(findings.duplicates())
          .as("duplicates, at most the calls under way")
          .isLessThanOrEqualTo(inFlight);
      assertThat(load.strange()).isEmpty();
      return findings;
    } finally {
      load.noMore();
    }
  }

  private int delivered(EventLoad load) {
    return (int) load.acknowledged().stream().filter(arrivals.accepted()::contains).count();
  }

  /** Work under way and work that waits, however fast the machine delivers. */
  private void awaitBacklog(EventLoad load) {
    int before = arrivals.accepted().size();
    awaitAccepted(before + DELIVERED_BEFORE);
    arrivals.hold();
    int wanted = load.acknowledged().size() + ACKNOWLEDGED_BEFORE;
    await().atMost(LONGEST).until(() -> load.acknowledged().size() >= wanted);
    arrivals.letGo();
    awaitAccepted(arrivals.accepted().size() + DELIVERED_BEFORE);
  }

  private void awaitAccepted(int count) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> arrivals.accepted().size() >= count);
  }

  private void awaitMore(EventLoad load, int before) {
    await().atMost(LONGEST).until(() -> load.acknowledged().size() >= before + ACKNOWLEDGED_AFTER);
  }

  private void awaitDelivered(Set<String> keys) {
    try {
      await().atMost(LONGEST).until(() -> arrivals.accepted().containsAll(keys));
    } catch (ConditionTimeoutException e) {
      Set<String> missing = new TreeSet<>(keys);
      missing.removeAll(arrivals.accepted());
      throw new AssertionError(
          missing.stream().limit(SHOWN).map(this::whatTheApiSays).toList().toString(), e);
    }
  }

  private String whatTheApiSays(String key) {
    String path = "/worker-events?source=%s&key=%s".formatted(source, key);
    return "\nacknowledged and not delivered: %s: %s".formatted(key, nodes.get(0).get(path).body());
  }

  private void settle(EventLoad load) throws InterruptedException {
    load.noMore();
    load.awaitAcknowledged(LONGEST);
    acknowledged.addAll(load.acknowledged());
    awaitDelivered(acknowledged);
    record.awaitSettled(LONGEST);
  }

  @Override
  public void close() {
    Results.total(fault, store);
    arrivals.letGo();
    receiver.close();
  }
}
