package io.gatehook.bench.clients;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * An HTTP client that makes the same call again and again, any number of them at once; ended with
 * its process.
 */
interface Client {
  /** As those of a delivery. */
  Map<String, String> HEADERS =
      Map.of(
          "content-type", "application/json",
          "user-agent", "gatehook/bench",
          "x-gatehook-delivery", "8f3bf1f4-4f0c-4d62-9d2c-3a8f2f3f5a11",
          "x-gatehook-attempt", "1");

  /** About 1 KB of JSON. */
  byte[] BODY =
      "{\"source\":\"bench\",\"event\":\"happened\",\"note\":\"%s\"}"
          .formatted("lorem ipsum dolor sit amet ".repeat(36))
          .getBytes(StandardCharsets.US_ASCII);

  /** Begins a POST; completes with the status of the answer once its body is read. */
  CompletableFuture<Integer> call();
}
