package io.gatehook.bench.clients;

import com.sun.management.OperatingSystemMXBean;
import io.gatehook.bench.traffic.Latencies;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Keeps so many calls of one client in flight, in a process of its own. Arguments: the contender,
 * the url, calls in flight, seconds to warm up, seconds to measure. Prints {@code calls}, {@code
 * seconds}, {@code cpu} of this process in seconds, {@code p50} and {@code p99} in ms, as JSON.
 */
final class Calling {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int OK = 200;

  private final Client client;
  private final long end;
  private final Latencies latencies = new Latencies();

  private Calling(Client client, int seconds) {
    this.client = client;
    this.end = System.nanoTime() + seconds * 1_000_000_000L;
  }

  public static void main(String[] args) throws Exception {
    int inFlight = Integer.parseInt(args[2]);
    Client client = Contender.valueOf(args[0]).client(args[1], inFlight);
    new Calling(client, Integer.parseInt(args[3])).run(inFlight);
    System.out.println(new Calling(client, Integer.parseInt(args[4])).run(inFlight));
    System.exit(0); // the clients' threads go on
  }

  private JsonObject run(int inFlight) {
    long begun = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    CompletableFuture<?>[] ends =
        Stream.generate(this::callOn).limit(inFlight).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).join();
    return Json.createObjectBuilder()
        .add("calls", latencies.count())
        .add("seconds", (System.nanoTime() - begun) / 1e9)
        .add("cpu", (SYSTEM.getProcessCpuTime() - cpu) / 1e9)
        .add("p50", latencies.percentile(50))
        .add("p99", latencies.percentile(99))
        .build();
  }

  /** One call after another. */
  private CompletableFuture<?> callOn() {
    var last = new CompletableFuture<Void>();
    next(last);
    return last;
  }

  private void next(CompletableFuture<Void> last) {
    long begun = System.nanoTime();
    if (begun >= end) {
      last.complete(null);
      return;
    }
    var unused =
        client
            .call()
            .whenComplete(
                (status, failure) -> {
                  if (failure != null || status != OK) {
                    last.completeExceptionally(new IllegalStateException("" + status, failure));
                  } else {
                    latencies.add((System.nanoTime() - begun) / 1e6);
                    next(last);
                  }
                });
  }
}
