package io.gatehook.faults;

import io.gatehook.Api;
import jakarta.json.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Clients that send worker events with keys of their own, and keep what became of them. */
final class EventLoad {
  private static final int THREADS_OF_EACH_KIND = 2;
  private static final int BATCH = 10;
  private static final int LONGEST_END_SECONDS = 90;

  private final Api api;
  private final String source;
  private final String prefix;
  private final AtomicInteger sent = new AtomicInteger();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Queue<Api.Answer> refusals = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS_OF_EACH_KIND);
  private volatile boolean running = true;

  /** Keys are the prefix and a number. */
  EventLoad(Api api, String source, String prefix) {
    this.api = api;
    this.source = source;
    this.prefix = prefix;
  }

  /** Sends from a few threads, singly and in batches, until each meets a request unanswered. */
  EventLoad start() {
    for (int i = 0; i < THREADS_OF_EACH_KIND; i++) {
      threads.execute(() -> sendOn(1));
      threads.execute(() -> sendOn(BATCH));
    }
    return this;
  }

  void stop() throws InterruptedException {
    running = false;
    threads.shutdown();
    if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("clients do not end");
    }
  }

  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** Keys of requests that broke off: they may be recorded or not. */
  Set<String> unanswered() {
    return Set.copyOf(unanswered);
  }

  List<Api.Answer> refusals() {
    return List.copyOf(refusals);
  }

  /** One request with so many events; false: it got no answer. */
  boolean send(int size) {
    List<String> keys = Stream.generate(this::nextKey).limit(size).toList();
    try {
      Api.Answer answer = api.post("/worker-events", "application/json", body(keys));
      if (answer.status() == 202) {
        acknowledged.addAll(keys);
      } else {
        refusals.add(answer);
      }
      return true;
    } catch (UncheckedIOException e) {
      unanswered.addAll(keys);
      return false;
    }
  }

  private void sendOn(int size) {
    boolean answered = true;
    while (running && answered) {
      answered = send(size);
    }
  }

  private String nextKey() {
    return prefix + "-" + sent.incrementAndGet();
  }

  private String body(List<String> keys) {
    var items = Json.createArrayBuilder();
    for (String key : keys) {
      var item = Json.createObjectBuilder().add("source", source).add("event", "happened");
      items.add(item.add("id", key).add("data", Json.createObjectBuilder().add("key", key)));
    }
    return items.build().toString();
  }
}
