package io.gatehook.bench.traffic;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One plan at work: so many connections, each waiting for its answer. */
final class Sending {
  /** After a connection that failed. */
  private static final long REST = 10_000_000;

  /** Longest wait for an answer, in ms. */
  private static final int PATIENCE = 30_000;

  private final Plan plan;
  private final Requests requests;
  private final Pace pace;
  private final OnTheWay onTheWay;
  private final AtomicInteger next;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();
  private final AtomicLong deliveries = new AtomicLong();
  private final Latencies latencies = new Latencies();
  private final Times acknowledged = new Times();

  Sending(Plan plan) throws IOException {
    this.plan = plan;
    this.requests = new Requests(plan.aim().source(), plan.load().perRequest());
    this.pace = new Pace(plan.load(), plan.seconds());
    this.onTheWay = new OnTheWay(plan.aim());
    this.next = new AtomicInteger(plan.first());
  }

  /** What was sent, in events; times in microseconds of the clock, latencies of answers in ms. */
  JsonObject run() throws IOException, InterruptedException {
    long begun = Times.now();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < plan.load().connections(); i++) {
      int port = plan.aim().ports().get(i % plan.aim().ports().size());
      var thread = new Thread(() -> send(port), "source-" + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long ended = Times.now();
    onTheWay.close();
    if (plan.aim().deliveries() > 0) {
      new Acknowledgements(acknowledged, plan.first()).post(plan.aim().sink());
    }
    return Json.createObjectBuilder()
        .add("accepted", accepted.get())
        .add("refused", refused.get())
        .add("suppressed", suppressed.get())
        .add("deliveries", deliveries.get())
        .add("next", next.get())
        .add("begun", begun)
        .add("ended", ended)
        .add("p50", latencies.percentile(50))
        .add("p99", latencies.percentile(99))
        .build();
  }

  private void send(int port) {
    while (!pace.isOver()) {
      try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
        connection.setTcpNoDelay(true);
        connection.setSoTimeout(PATIENCE);
        send(connection);
      } catch (IOException e) {
        System.err.println("source: " + e);
        refused.addAndGet(plan.load().perRequest());
        LockSupport.parkNanos(REST);
      }
    }
  }

  /** Until the end, or until the server wants the next request on another connection. */
  private void send(Socket connection) throws IOException {
    var wire = new Wire(connection.getInputStream());
    boolean open = true;
    while (open && pace.await() && onTheWay.await(pace)) {
      int first = next.getAndAdd(plan.load().perRequest());
      byte[] request = requests.from(first);
      long begun = System.nanoTime();
      connection.getOutputStream().write(request);
      Message answer = wire.read();
      latencies.add((System.nanoTime() - begun) / 1e6);
      count(answer, first);
      open = !answer.hasHeader("connection: close");
    }
  }

  private void count(Message answer, int first) {
    int events = plan.load().perRequest();
    if (!answer.secondWord().equals("202")) {
      refused.addAndGet(events);
      return;
    }
    accepted.addAndGet(events);
    suppressed.addAndGet(answer.number("suppressed"));
    deliveries.addAndGet(answer.number("deliveries"));
    onTheWay.add(answer.number("deliveries"));
    if (plan.aim().deliveries() > 0) {
      long now = Times.now();
      for (int n = first; n < first + events; n++) {
        acknowledged.set(n, now);
      }
    }
  }
}
