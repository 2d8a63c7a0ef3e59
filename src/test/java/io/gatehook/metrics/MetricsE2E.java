package io.gatehook.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code /metrics} of a running server says, and what docs/metrics.md says of it. */
@ExtendWith(SharedGatehook.class)
class MetricsE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?<name>[a-z_]+)(?:\\{(?<labels>[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\.)*\""
              + "(?:,[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\.)*\")*)})? (?<value>[0-9.E-]+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(gatehook_\\w+)` \\| (\\w+) \\| ([^|]*) \\|");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");

  /** Not on the page while no hook is failing. */
  private static final String FAILING = "gatehook_hook_failing_seconds";

  private final Api api;

  MetricsE2E(Api api) {
    this.api = api;
  }

  @Test
  void countsWhatBecomesOfEventsAndDeliveries() {
    try (var receiver = new Receiver()) {
      receiver.on(
          "/again",
          (exchange, request) ->
              Receiver.status(
                  exchange, request.headers().get("x-gatehook-attempt").equals("1") ? 503 : 200));
      receiver.answering("/never", 503);
      api.webhook("balancer", receiver.url("/again"));
      api.webhook("balancer", receiver.url("/never"));
      Map<String, Double> before = samples();
      send("a");
      send("a");
      await().atMost(LIMIT).until(() -> api.get("/deliveries?status=exhausted").data().size() > 0);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(grown(before, "events_total{outcome=\"accepted\",source=\"balancer\"}"))
                    .isEqualTo(1);
                assertThat(grown(before, "events_total{outcome=\"duplicate\",source=\"balancer\"}"))
                    .isEqualTo(1);
                assertThat(grown(before, ofWebhook("deliveries_total", "delivered"))).isEqualTo(1);
                assertThat(grown(before, ofWebhook("deliveries_total", "exhausted"))).isEqualTo(1);
                assertThat(grown(before, ofWebhook("attempts_total", "delivered"))).isEqualTo(1);
                assertThat(grown(before, ofWebhook("attempts_total", "retryable"))).isEqualTo(4);
                assertThat(grown(before, "delivery_seconds_count{handler=\"webhook\"}"))
                    .isEqualTo(1);
                assertThat(
                        grown(before, "delivery_seconds_bucket{handler=\"webhook\",le=\"0.025\"}"))
                    .isZero(); // there was a retry after 100 ms
                assertThat(grown(before, "call_seconds_count{handler=\"webhook\"}")).isEqualTo(5);
                assertThat(grown(before, "store_seconds_count{outcome=\"committed\"}"))
                    .isPositive();
                assertThat(samples()).containsEntry("gatehook_in_flight", 0.0);
              });
    }
  }

  @Test
  void thePageIsAsPrometheusReadsItAndAsTheTableSays() throws IOException {
    countSomething();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(samples())
                    .containsKeys("gatehook_backlog", "gatehook_oldest_due_age_seconds")
                    .containsKey("gatehook_delivery_seconds_count{handler=\"log\"}"));
    Api.Answer answer = api.get("/metrics");
    Map<String, String> types =
        TYPE.matcher(answer.body())
            .results()
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    Map<String, Set<String>> labels = new TreeMap<>();
    for (String line : answer.body().lines().filter(line -> !line.startsWith("#")).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      String name = sample.group("name").replaceFirst("_(bucket|sum|count)$", "");
      labels.computeIfAbsent(name, key -> new TreeSet<>()).addAll(names(sample.group("labels")));
    }

    assertThat(answer.response().headers().firstValue("content-type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    String page = Files.readString(Path.of("docs/metrics.md"));
    Map<String, String> documented =
        ROW.matcher(page)
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    documented.keySet().removeIf(name -> name.equals(FAILING) && !types.containsKey(FAILING));
    assertThat(types).isEqualTo(documented);
    ROW.matcher(page)
        .results()
        .filter(row -> labels.containsKey(row.group(1)))
        .forEach(
            row ->
                assertThat(labels.get(row.group(1)))
                    .as(row.group(1))
                    .isEqualTo(
                        Pattern.compile("`([a-z_]+)`")
                            .matcher(row.group(3))
                            .results()
                            .map(label -> label.group(1))
                            .collect(Collectors.toCollection(TreeSet::new))));
  }

  /** A metric that nothing was counted for is not on the page. */
  private void countSomething() {
    var hook = Json.createObjectBuilder().add("source", "canary").add("handler", "log");
    api.created(hook.build());
    api.event("canary", "happened", JsonValue.EMPTY_JSON_OBJECT);
  }

  @Test
  void speaksOpenMetricsToWhoAcceptsIt() {
    Api.Answer answer =
        api.send(api.request("/metrics").header("Accept", "application/openmetrics-text").GET());

    assertThat(answer.response().headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void nothingButReadingIsAllowed() {
    assertThat(api.delete("/metrics").status()).isEqualTo(405);
    assertThat(api.post("/metrics").status()).isEqualTo(405);
  }

  private static Set<String> names(String labels) {
    return labels == null
        ? Set.of()
        : LABEL
            .matcher(labels)
            .results()
            .map(label -> label.group(1))
            .filter(name -> !name.equals("le"))
            .collect(Collectors.toSet());
  }

  private void send(String key) {
    JsonObject event =
        Json.createObjectBuilder()
            .add("source", "balancer")
            .add("event", "health")
            .add("id", "metrics-" + key)
            .add("data", Json.createObjectBuilder().add("health", "healthy"))
            .build();
    assertThat(api.post("/worker-events", event).status()).isEqualTo(202);
  }

  private static String ofWebhook(String name, String outcome) {
    return "%s{handler=\"webhook\",outcome=\"%s\"}".formatted(name, outcome);
  }

  private double grown(Map<String, Double> before, String sample) {
    String name = "gatehook_" + sample;
    return samples().getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
  }

  private Map<String, Double> samples() {
    return api.get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
  }
}
