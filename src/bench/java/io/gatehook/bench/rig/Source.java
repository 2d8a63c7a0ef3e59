package io.gatehook.bench.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends worker events over so many connections for so long, each waiting for its answer. Arguments:
 * port, connections, events per request, seconds, number of the first event. Prints {@code
 * acknowledged refused next p50 p99}, the latencies of the answers in ms.
 */
public final class Source {
  /** With numbers, a name and a date as gateways send them; about 500 bytes. */
  private static final String EVENT =
      """
      {"source":"bench","event":"happened","data":{"n":%d,"t":%d,"operation":"update",\
      "schema":"consumers","entity":{"id":"8f3bf1f4-4f0c-4d62-9d2c-3a8f2f3f5a11","username":"ada",\
      "custom_id":"c-4711","tags":["gold","emea"],"created_at":1700000000,"updated_at":1700000001,\
      "note":"%s"},"old_entity":{"id":"8f3bf1f4-4f0c-4d62-9d2c-3a8f2f3f5a11","username":"ada"}}}""";

  private static final String NOTE = "lorem ipsum dolor sit amet ".repeat(6);

  private final int port;
  private final int perRequest;
  private final long end;
  private final AtomicInteger next;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Latencies latencies = new Latencies();

  private Source(int port, int perRequest, int seconds, int first) {
    this.port = port;
    this.perRequest = perRequest;
    this.end = System.nanoTime() + seconds * 1_000_000_000L;
    this.next = new AtomicInteger(first);
  }

  public static void main(String[] args) throws InterruptedException {
    int connections = Integer.parseInt(args[1]);
    var source =
        new Source(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]));
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] = new Thread(source::send, "source-" + i);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.printf(
        "%d %d %d %.1f %.1f%n",
        source.acknowledged.get(),
        source.refused.get(),
        source.next.get(),
        source.latencies.percentile(50),
        source.latencies.percentile(99));
  }

  private void send() {
    while (System.nanoTime() < end) {
      try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
        connection.setTcpNoDelay(true);
        send(connection);
      } catch (IOException e) {
        System.err.println("source: " + e);
        refused.addAndGet(perRequest);
      }
    }
  }

  /** Until the end, or until the server wants the next request on another connection. */
  private void send(Socket connection) throws IOException {
    var wire = new Wire(connection.getInputStream());
    boolean open = true;
    while (open && System.nanoTime() < end) {
      byte[] request = request();
      long begun = System.nanoTime();
      connection.getOutputStream().write(request);
      String head = wire.read().head();
      latencies.add((System.nanoTime() - begun) / 1e6);
      boolean taken = head.startsWith("http/1.1 202");
      (taken ? acknowledged : refused).addAndGet(perRequest);
      open = !head.contains("connection: close");
    }
  }

  private byte[] request() {
    var body = new StringBuilder();
    body.append(perRequest > 1 ? "[" : "");
    for (int i = 0; i < perRequest; i++) {
      body.append(i > 0 ? "," : "");
      body.append(EVENT.formatted(next.getAndIncrement(), System.currentTimeMillis(), NOTE));
    }
    body.append(perRequest > 1 ? "]" : "");
    String head =
        """
        POST /worker-events HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(port, body.length());
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }
}
