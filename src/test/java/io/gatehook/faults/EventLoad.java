package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Clients that send worker events with keys of their own, and keep what became of them. As a
 * careful sender does, each repeats a request until it is acknowledged, to another node if there is
 * one.
 */
public final class EventLoad {
  private static final int CLIENTS_OF_EACH_KIND = 2;
  private static final int BATCH = 10;

  /** So that two cores deliver what is sent. */
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(50);

  private static final Duration BEFORE_A_REPEAT = Duration.ofMillis(100);

  private final List<Api> nodes;
  private final String source;
  private final String prefix;
  private final AtomicInteger keys = new AtomicInteger();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicLong longest = new AtomicLong();
  private final Queue<Api.Answer> strange = new ConcurrentLinkedQueue<>();
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private volatile boolean running = true;

  /** Keys are the prefix and a number. */
  public EventLoad(String source, String prefix, List<Api> nodes) {
    this.source = source;
    this.prefix = prefix;
    this.nodes = nodes;
  }

  /**
   * Sends from a few clients, singly and in batches.
   *
   * @param more whether there is room for more; asked before each request
   */
  void start(BooleanSupplier more) {
    for (int i = 0; i < CLIENTS_OF_EACH_KIND; i++) {
      int first = i;
      clients.execute(() -> sendOn(1, first, more));
      clients.execute(() -> sendOn(BATCH, first, more));
    }
  }

  /** Sends nothing new; what is not acknowledged is repeated still. */
  void noMore() {
    running = false;
    clients.shutdown();
  }

  /** As clients hear of a fault. */
  void awaitRefusals(int count) {
    int wanted = refused() + count;
    await().atMost(Rounds.LONGEST).until(() -> refused() >= wanted);
  }

  /** After {@link #noMore}: all that was ever sent is acknowledged. */
  void awaitAcknowledged(Duration limit) throws InterruptedException {
    boolean ended = clients.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    clients.shutdownNow();
    assertThat(ended)
        .as("every request was acknowledged in the end, but (first key=times asked) %s", asked)
        .isTrue();
  }

  /** One request with so many events to the first node, repeated until it is acknowledged. */
  public void send(int size) {
    sendUntilAcknowledged(Stream.generate(this::nextKey).limit(size).toList(), 0);
  }

  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** Requests that broke off: what they held may have been recorded or not. */
  int unanswered() {
    return unanswered.get();
  }

  /** Requests that were answered with 503 and the time after which to try again. */
  int refused() {
    return refused.get();
  }

  /** Events that had been recorded before, by a request that broke off. */
  int repeated() {
    return repeated.get();
  }

  /** Longest time until a request was answered. */
  Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  /** Answers that nothing allows for. */
  List<Api.Answer> strange() {
    return List.copyOf(strange);
  }

  private void sendOn(int size, int first, BooleanSupplier more) {
    while (running) {
      if (more.getAsBoolean()) {
        sendUntilAcknowledged(Stream.generate(this::nextKey).limit(size).toList(), first);
      }
      pause(BETWEEN_REQUESTS);
    }
  }

  private void sendUntilAcknowledged(List<String> batch, int first) {
    String key = batch.get(0);
    asked.put(key, 1);
    for (int i = first; !isAcknowledged(batch, nodes.get(i % nodes.size())); i++) {
      asked.merge(key, 1, Integer::sum);
      pause(BEFORE_A_REPEAT);
    }
    asked.remove(key);
    acknowledged.addAll(batch);
  }

  private boolean isAcknowledged(List<String> batch, Api node) {
    long asked = System.nanoTime();
    try {
      Api.Answer answer = node.post("/worker-events", "application/json", body(batch));
      longest.accumulateAndGet(System.nanoTime() - asked, Math::max);
      return isAcknowledged(answer, batch.size());
    } catch (UncheckedIOException e) {
      unanswered.incrementAndGet();
      return false;
    }
  }

  private boolean isAcknowledged(Api.Answer answer, int size) {
    if (answer.status() == 202 && owesAll(answer.json(), size)) {
      repeated.addAndGet(answer.json().getInt("duplicates"));
      return true;
    }
    boolean clear =
        answer.status() == 503 && answer.response().headers().map().containsKey("Retry-After");
    if (clear) {
      refused.incrementAndGet();
    } else {
      strange.add(answer);
    }
    return false;
  }

  /** Each event is owed to the hook, by this request or by one before it. */
  private static boolean owesAll(JsonObject counts, int size) {
    int accepted = counts.getInt("accepted");
    return accepted == counts.getInt("deliveries")
        && accepted + counts.getInt("duplicates") == size;
  }

  private String nextKey() {
    return prefix + "-" + keys.incrementAndGet();
  }

  private String body(List<String> batch) {
    var items = Json.createArrayBuilder();
    for (String key : batch) {
      var item = Json.createObjectBuilder().add("source", source).add("event", "happened");
      items.add(item.add("id", key).add("data", Json.createObjectBuilder().add("key", key)));
    }
    return items.build().toString();
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
