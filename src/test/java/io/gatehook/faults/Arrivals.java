package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.gatehook.Receiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a receiver got: how often each key came, how often it was accepted, and as what. */
final class Arrivals implements Receiver.Answerer {
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);

  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Map<String, Integer> accepted = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> deliveries = new ConcurrentHashMap<>();
  private final Duration takes;
  private final int failingShare;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Every call takes this long; the first call of one in so many keys is answered with 500. */
  Arrivals(Duration takes, int failingShare) {
    this.takes = takes;
    this.failingShare = failingShare;
  }

  /** Accepts everything. */
  Arrivals(Duration takes) {
    this(takes, Integer.MAX_VALUE);
  }

  /** Calls get no answer from now on. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** Calls that were held are answered, as are those that come. */
  void letGo() {
    gate.countDown();
  }

  Set<String> accepted() {
    return Set.copyOf(accepted.keySet());
  }

  /**
   * Each key came as one delivery, which is delivered; and there is no delivery that did not come,
   * so that a request that was repeated did no harm.
   *
   * @param statuses of all deliveries of the hook, by their ids
   */
  void assertDelivered(Collection<String> keys, Map<String, String> statuses) {
    assertThat(keys)
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(deliveries.getOrDefault(key, Set.of()))
                    .singleElement()
                    .extracting(statuses::get)
                    .isEqualTo("delivered"));
    assertThat(statuses).as("deliveries, one for each key that came").hasSize(deliveries.size());
  }

  /** Calls that came, whatever they were answered. */
  int calls() {
    return sum(calls);
  }

  /** Calls that were accepted beyond the first one of their key. */
  int duplicates() {
    return sum(accepted) - accepted.size();
  }

  @Override
  public void answer(HttpExchange exchange, Receiver.Request request) throws IOException {
    String key = key(request.body());
    if (key.isEmpty()) { // a ping
      Receiver.status(exchange, 200);
      return;
    }
    deliveries
        .computeIfAbsent(key, unknown -> ConcurrentHashMap.newKeySet())
        .add(request.headers().get("x-gatehook-delivery"));
    boolean first = calls.merge(key, 1, Integer::sum) == 1;
    linger();
    if (first && Math.floorMod(key.hashCode(), failingShare) == 0) {
      Receiver.status(exchange, 500);
      return;
    }
    accepted.merge(key, 1, Integer::sum);
    Receiver.status(exchange, 200);
  }

  private void linger() {
    try {
      gate.await(LONGEST_HOLD.toMillis(), TimeUnit.MILLISECONDS);
      TimeUnit.MILLISECONDS.sleep(takes.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String key(String body) {
    try (var reader = Json.createReader(new StringReader(body))) {
      JsonObject json = reader.readObject();
      return json.getString("key", "");
    }
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
