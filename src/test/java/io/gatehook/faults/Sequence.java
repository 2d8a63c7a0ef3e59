package io.gatehook.faults;

import com.sun.net.httpserver.HttpExchange;
import io.gatehook.Receiver;
import io.gatehook.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** In which order a receiver saw numbered events; it fails the first call of every seventh. */
final class Sequence implements Receiver.Answerer {
  private static final int FAILING = 7;

  private final int held;
  private final List<Integer> seen = new ArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  /**
   * @param held number of the event whose first call gets no answer before {@link #letGo()}
   */
  Sequence(int held) {
    this.held = held;
  }

  boolean holds() {
    return inFlight.get() == 1 && seen().contains(held) && gate.getCount() == 1;
  }

  void letGo() {
    gate.countDown();
  }

  int mostInFlight() {
    return mostInFlight.get();
  }

  synchronized List<Integer> seen() {
    return List.copyOf(seen);
  }

  /** As {@link #seen()}, with calls for the same event in a row as one. */
  List<Integer> withoutRepetitions() {
    var distinct = new ArrayList<Integer>();
    for (Integer number : seen()) {
      if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(number)) {
        distinct.add(number);
      }
    }
    return distinct;
  }

  @Override
  public void answer(HttpExchange exchange, Receiver.Request request) throws IOException {
    int number = Json.stored(request.body().getBytes(StandardCharsets.UTF_8)).getInt("number", -1);
    if (number < 0) { // a ping
      Receiver.status(exchange, 200);
      return;
    }
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    boolean again = add(number);
    if (number == held && !again) {
      await(gate);
    }
    inFlight.decrementAndGet();
    Receiver.status(exchange, number % FAILING == 0 && !again ? 500 : 200);
  }

  /** Whether it was seen before. */
  private synchronized boolean add(int number) {
    boolean again = seen.contains(number);
    seen.add(number);
    return again;
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
