package io.gatehook.runtime.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.Wire;
import io.gatehook.Wire.Heard;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clients that are slow, many or greedy, against a server with small limits. During each attack a
 * healthy client gets its answers, and after all of them the server has no more in its memory.
 */
class HostileClientE2E {
  private static final int CONNECTIONS = 400;
  private static final int REQUESTS = 6;
  private static final int QUEUE = 10;
  private static final int PATIENCE = 20_000;
  private static final int MIB = 1024 * 1024;

  /** An answer takes milliseconds, and for ever where an attack succeeds. */
  private static final Duration HEALTHY = Duration.ofSeconds(10);

  private static final String HOST = "Host: 127.0.0.1\r\n";
  private static final String POST =
      "POST /worker-events HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";

  private static Gatehook gatehook;
  private static Api api;
  private static long heapBefore;

  private final List<Wire> wires = new ArrayList<>();
  private final ExecutorService clients = Executors.newFixedThreadPool(30);

  @BeforeAll
  static void start() {
    gatehook =
        Gatehook.start(
            Map.of(
                "gatehook.http.connections",
                "" + CONNECTIONS,
                "gatehook.http.requests",
                "" + REQUESTS,
                "gatehook.http.queue",
                "" + QUEUE,
                "gatehook.http.head-timeout",
                "2s",
                "gatehook.http.body-timeout",
                "3s",
                "gatehook.call.timeout",
                "3s"));
    api = new Api(gatehook.url());
    heapBefore = LiveHeap.bytes(gatehook.pid());
  }

  @AfterEach
  void serverIsHealthy() {
    wires.forEach(Wire::close);
    clients.shutdownNow();
    await().atMost(HEALTHY).until(() -> api.get("/health/ready").status() == 200);
    assertThat(gatehook.log()).doesNotContain("Exception", "OutOfMemoryError", "SEVERE");
  }

  /** Less than a tenth of what was sent: buffers and caches, which the next attack uses again. */
  @AfterAll
  static void memoryIsWhatItWas() {
    long grown = LiveHeap.bytes(gatehook.pid()) - heapBefore;
    gatehook.close();
    assertThat(grown).isLessThan(64L * MIB);
  }

  private List<Wire> open(int count, String first) {
    List<Wire> opened = IntStream.range(0, count).mapToObj(i -> Wire.open(gatehook.url())).toList();
    wires.addAll(opened);
    opened.forEach(wire -> wire.say(first));
    return opened;
  }

  private static void assertHealthyClientIsServed() {
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      try (Wire wire = Wire.open(gatehook.url())) {
        wire.say("GET /event-hooks?size=1 HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        assertThat(wire.hear(PATIENCE).statuses()).containsExactly(200);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HEALTHY);
    }
  }

  /** A byte from each, again and again, until all of them are cut. */
  private static void drip(List<Wire> slow) {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> slow.stream().map(wire -> wire.say("a")).toList(), said -> !said.contains(true));
  }

  @Test
  void slowHeadsAreCut() {
    Wire one = open(1, "GET / HTTP/1.1\r\nX: a").get(0);
    List<Wire> slow = open(300, "GET /event-hooks HTTP/1.1\r\nX-A: b");

    assertHealthyClientIsServed();
    assertThat(one.hear(PATIENCE).text())
        .startsWith("HTTP/1.1 408")
        .contains("The head of the request took too long (gatehook.http.head-timeout)");
    drip(slow);
  }

  @Test
  void slowBodiesAreCut() {
    Wire one = open(1, POST + "Content-Length: 9\r\n\r\n{").get(0);
    List<Wire> slow = new ArrayList<>(open(150, POST + "Content-Length: 9000\r\n\r\n{"));
    slow.addAll(open(150, POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n{"));

    assertHealthyClientIsServed();
    assertThat(one.hear(PATIENCE).text())
        .startsWith("HTTP/1.1 408")
        .contains("The body of the request took too long (gatehook.http.body-timeout)");
    drip(slow);
  }

  @Test
  void connectionsThatSayNothingMakeRoom() {
    List<Wire> idle = open(CONNECTIONS + 1000, "");

    assertHealthyClientIsServed();
    assertThat(idle.get(0).hear(PATIENCE)).isEqualTo(new Heard("", true));
    assertThat(idle.get(idle.size() - 1).hear(PATIENCE)).isEqualTo(new Heard("", true));
  }

  @Test
  void clientsThatHalfCloseGetWhatTheyAskedFor() {
    Wire complete = open(1, "GET /event-hooks HTTP/1.1\r\n" + HOST + "\r\n").get(0);
    List<Wire> broken = new ArrayList<>(open(50, POST + "Content-Length: 100\r\n\r\n{"));
    broken.addAll(open(50, "GET /event-hooks HT"));

    complete.endSaying();
    broken.forEach(Wire::endSaying);

    assertThat(complete.hear(PATIENCE).statuses()).containsExactly(200);
    assertThat(broken).allMatch(wire -> wire.hear(PATIENCE).closed());
  }

  @Test
  void bodiesThatAreTooLargeAreRefusedAtOnce() {
    Wire told = open(1, POST + "Content-Length: %d\r\n\r\n".formatted(9 * MIB)).get(0);
    Wire endless = open(1, POST + "Transfer-Encoding: chunked\r\n\r\n").get(0);

    assertThat(told.hear(PATIENCE).text())
        .startsWith("HTTP/1.1 413")
        .contains("the body is larger than 8388608 bytes");
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    await().atMost(Duration.ofSeconds(15)).until(() -> !endless.say(chunk));
  }

  @Test
  void wideAndDeepBodiesAtOnceFillNoMemory() {
    String wide = "[" + "{},".repeat(2_500_000) + "{}]";
    String deep = "[".repeat(7 * MIB);
    String event = "{\"source\":\"s\",\"event\":\"e\",\"data\":{\"a\":\"%s\"}},";
    String large = "[" + event.formatted("x".repeat(200_000)).repeat(35) + "{}]";

    List<CompletableFuture<Heard>> answers =
        Stream.generate(() -> List.of(wide, deep, large))
            .limit(10)
            .flatMap(List::stream)
            .map(body -> CompletableFuture.supplyAsync(() -> posted(body), clients))
            .toList();

    assertHealthyClientIsServed();
    List<Integer> statuses =
        answers.stream().flatMap(answer -> answer.join().statuses().stream()).toList();
    assertThat(statuses).hasSize(30).isSubsetOf(400, 503).contains(400);
  }

  private static Heard posted(String body) {
    try (Wire wire = Wire.open(gatehook.url())) {
      wire.say(POST + "Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length()));
      wire.say(body);
      return wire.hear(2 * PATIENCE);
    }
  }

  @Test
  void whatIsMoreThanItCanTakeComesLater() throws IOException {
    try (var silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      String hook = api.webhook("silent", "http://127.0.0.1:%d/".formatted(silent.getLocalPort()));

      List<Wire> waiting =
          open(
              40,
              "POST /event-hooks/%s/ping HTTP/1.1\r\n%sConnection: close\r\nContent-Length: 0\r\n\r\n"
                  .formatted(hook, HOST));

      assertThat(api.get("/health/ready").status()).isEqualTo(200);
      List<String> answers = waiting.stream().map(wire -> wire.hear(PATIENCE).text()).toList();
      assertThat(answers).allMatch(answer -> answer.matches("(?s)HTTP/1.1 50[23] .*"));
      assertThat(answers)
          .filteredOn(answer -> answer.startsWith("HTTP/1.1 503"))
          .hasSizeGreaterThanOrEqualTo(10)
          .hasSizeLessThanOrEqualTo(40 - REQUESTS - QUEUE)
          .allMatch(answer -> answer.contains("\r\nRetry-After: 2\r\n"))
          .allMatch(answer -> answer.contains("gatehook.http.requests, gatehook.http.queue"));
      api.delete("/event-hooks/" + hook);
    }
    assertHealthyClientIsServed();
  }

  @Test
  void clientsThatDoNotReadAreCut() {
    String source = "-- %s\nreturn function() end".formatted("a".repeat(60_000));
    var functions = Json.VALUES.createArrayBuilder();
    IntStream.range(0, 16).forEach(i -> functions.add(source));
    var config = Json.VALUES.createObjectBuilder().add("functions", functions);
    var hook = Json.VALUES.createObjectBuilder().add("source", "crud").add("handler", "lambda");
    JsonObject lambda = hook.add("config", config).build();
    List<String> hooks = Stream.generate(() -> api.created(lambda)).limit(10).toList();
    String list = "GET /event-hooks?size=1000 HTTP/1.1\r\n" + HOST + "\r\n";

    List<Wire> deaf =
        Stream.generate(() -> Wire.openNarrow(gatehook.url())).limit(REQUESTS - 1).toList();
    wires.addAll(deaf);
    deaf.forEach(wire -> wire.say(list));

    assertHealthyClientIsServed();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> deaf.stream().map(wire -> wire.say("\r\n")).toList(),
            said -> !said.contains(true));
    hooks.forEach(id -> api.delete("/event-hooks/" + id));
  }
}
