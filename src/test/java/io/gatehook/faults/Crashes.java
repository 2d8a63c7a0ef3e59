package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import io.gatehook.delivery.dispatch.ReadyQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/** A node that is killed under load and started again on the store that it left behind. */
final class Crashes implements AutoCloseable {
  private static final String SOURCE = "crash";
  private static final int EVENTS = 500;
  private static final int IN_FLIGHT = 32;

  private static final int DELIVERED_BEFORE_THE_KILL = 100;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Map<String, String> settings;
  private final Receiver receiver = new Receiver();
  private final Arrivals arrivals = new Arrivals(Duration.ofMillis(20), 5);
  private final Set<String> acknowledged = new HashSet<>();
  private final String hook;
  private Gatehook gatehook;

  Crashes(Map<String, String> store) {
    settings = new HashMap<>(store);
    settings.put("gatehook.delivery.schedule", "200ms 500ms 1s 2s");
    settings.put("gatehook.delivery.in-flight", String.valueOf(IN_FLIGHT));
    receiver.on("/", arrivals);
    gatehook = Gatehook.start(settings);
    hook = api().webhook(SOURCE, receiver.url("/"));
  }

  /**
   * Load, kill, start, and what must hold afterwards for this round and all before it.
   *
   * @param claimedAtTheKill reads the dead node's store: its calls in flight, and what waited for
   *     its turn
   */
  void round(String store, int round, IntSupplier claimedAtTheKill) throws InterruptedException {
    EventLoad load = killUnderLoad("round-" + round);
    long killed = System.nanoTime();
    int claimed = claimedAtTheKill.getAsInt();
    int duplicatesBefore = arrivals.duplicates();
    gatehook.close();
    gatehook = Gatehook.start(settings);
    awaitAllAcknowledged();
    Duration recovered = Duration.ofNanos(System.nanoTime() - killed);
    var record = new HookRecord(api(), hook);
    record.awaitSettled(LONGEST);
    int duplicates = arrivals.duplicates() - duplicatesBefore;
    report("%s round %d".formatted(store, round), load, claimed, duplicates, recovered);

    assertThat(claimed).as("claims at the kill").isBetween(1, IN_FLIGHT + ReadyQueue.MOST);
    assertThat(duplicates).as("duplicates").isLessThanOrEqualTo(Math.min(claimed, IN_FLIGHT));
    assertThat(arrivals.accepted()).containsAll(acknowledged);
    record.assertDelivered(SOURCE, acknowledged);
  }

  private EventLoad killUnderLoad(String prefix) throws InterruptedException {
    EventLoad load = new EventLoad(api(), SOURCE, prefix).start();
    int before = arrivals.accepted().size();
    awaitAccepted(before + DELIVERED_BEFORE_THE_KILL / 2);
    arrivals.hold(); // so that there is a backlog, however fast the machine delivers
    await().atMost(LONGEST).until(() -> load.acknowledged().size() >= EVENTS);
    arrivals.letGo();
    awaitAccepted(before + DELIVERED_BEFORE_THE_KILL);
    gatehook.kill9();
    load.stop();
    assertThat(load.refusals()).isEmpty();
    acknowledged.addAll(load.acknowledged());
    return load;
  }

  private void awaitAccepted(int count) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> arrivals.accepted().size() >= count);
  }

  private void awaitAllAcknowledged() {
    await()
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(arrivals.accepted()).containsAll(acknowledged));
  }

  private void report(
      String round, EventLoad load, int claimed, int duplicates, Duration recovered) {
    System.out.printf(
        "%s: %d acknowledged, %d unanswered, %d delivered over all rounds,"
            + " %d claimed at the kill, %d duplicates, recovered in %.1f s%n",
        round,
        load.acknowledged().size(),
        load.unanswered().size(),
        arrivals.accepted().size(),
        claimed,
        duplicates,
        recovered.toMillis() / 1000.0);
  }

  private Api api() {
    return new Api(gatehook.url());
  }

  @Override
  public void close() {
    gatehook.close();
    receiver.close();
  }
}
