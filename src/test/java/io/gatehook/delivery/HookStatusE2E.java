package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code GET /event-hooks/{id}/status} tells of a hook that works, fails and works again. */
@ExtendWith(SharedGatehook.class)
class HookStatusE2E {
  private static final int EVENTS = 10;

  /** Ten seconds of failures, and a probe up to sixteen seconds after the one before. */
  private static final Duration UNTIL_FAILING = Duration.ofSeconds(30).plus(DeliveryWatch.LIMIT);

  private static final List<String> STATUSES =
      List.of("pending", "claimed", "delivered", "exhausted", "rejected", "cancelled");

  private static final Pattern MEMBER = Pattern.compile("^\\| `(\\w+)` \\|");

  private final Api api;
  private final String source = "status-" + UUID.randomUUID();
  private final Receiver receiver = new Receiver();
  private final AtomicInteger answer = new AtomicInteger(200);

  HookStatusE2E(Api api) {
    this.api = api;
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  private JsonObject status(String hook) {
    Api.Answer answered = api.get("/event-hooks/" + hook + "/status");
    assertThat(answered.status()).as(answered.body()).isEqualTo(200);
    return answered.json();
  }

  private void metricsTellForHowLong(String hook, Instant begun) {
    Pattern sample =
        Pattern.compile(
            "gatehook_hook_failing_seconds\\{event_hook=\"%s\"} ([0-9.]+)".formatted(hook));
    List<Double> told = new ArrayList<>();
    await()
        .atMost(DeliveryWatch.LIMIT)
        .until(
            () -> {
              Matcher found = sample.matcher(api.get("/metrics").body());
              return found.find() && told.add(Double.valueOf(found.group(1)));
            });
    assertThat(told.get(0)).isBetween(1.0, Duration.between(begun, Instant.now()).toMillis() / 1e3);
  }

  private static int count(JsonObject status, String name) {
    return status.getJsonObject("counts").getInt(name);
  }

  @Test
  void tellsHowAReceiverDoes() {
    receiver.on("/", (exchange, request) -> Receiver.status(exchange, answer.get()));
    String hook = api.webhook(source, receiver.url("/"));
    newHookHasNothingToTell(hook);

    answer.set(500);
    Instant begun = Instant.now();
    api.events(source, EVENTS);
    await().atMost(UNTIL_FAILING).until(() -> !status(hook).isNull("failing_since"));
    failingHookTellsSinceWhenAndWhy(hook, begun);
    metricsTellForHowLong(hook, begun);

    answer.set(200);
    await().atMost(UNTIL_FAILING).until(() -> count(status(hook), "delivered") == EVENTS);
    hookThatWorksAgainTellsSo(hook);
  }

  private void newHookHasNothingToTell(String hook) {
    JsonObject status = status(hook);

    assertThat(status).as("documented").containsOnlyKeys(documented());
    assertThat(status.getJsonObject("counts")).containsOnlyKeys(STATUSES);
    assertThat(STATUSES).allSatisfy(name -> assertThat(count(status, name)).isZero());
    assertThat(status.getInt("in_flight")).isZero();
    assertThat(status.getString("breaker")).isEqualTo("closed");
    for (String unset :
        List.of(
            "success_rate",
            "failing_since",
            "last_success_at",
            "last_failure_at",
            "last_failure_reason",
            "next_attempt_at")) {
      assertThat(status.get(unset)).as(unset).isEqualTo(JsonValue.NULL);
    }
  }

  private void failingHookTellsSinceWhenAndWhy(String hook, Instant begun) {
    JsonObject status = status(hook);

    Instant since = Instant.parse(status.getString("failing_since"));
    Instant shown = Instant.parse(status.getString("last_failure_at"));
    assertThat(since).isBetween(begun.minusSeconds(1), begun.plusSeconds(10));
    assertThat(Duration.between(since, shown)).isGreaterThanOrEqualTo(Duration.ofMillis(9_999));
    assertThat(status.getString("last_failure_reason")).isEqualTo("status 500");
    assertThat(status.getString("breaker")).isIn("open", "half_open");
    assertThat(status.getInt("in_flight")).isLessThanOrEqualTo(1);
    assertThat(count(status, "pending") + count(status, "claimed")).isEqualTo(EVENTS);
    assertThat(status.get("success_rate")).isEqualTo(JsonValue.NULL);
    if (status.getString("breaker").equals("open")) {
      assertThat(Instant.parse(status.getString("next_attempt_at"))).isAfter(shown);
    }
  }

  private void hookThatWorksAgainTellsSo(String hook) {
    JsonObject status = status(hook);

    assertThat(status.get("failing_since")).isEqualTo(JsonValue.NULL);
    assertThat(Instant.parse(status.getString("last_success_at")))
        .isAfter(Instant.parse(status.getString("last_failure_at")));
    assertThat(status.getString("breaker")).isEqualTo("closed");
    assertThat(status.getJsonNumber("success_rate").doubleValue()).isEqualTo(1);
    assertThat(status.get("next_attempt_at")).isEqualTo(JsonValue.NULL);
  }

  private static List<String> documented() {
    try (Stream<String> page = Files.lines(Path.of("docs/hook-health.md"))) {
      return page.dropWhile(line -> !line.startsWith("## `GET"))
          .skip(1)
          .takeWhile(line -> !line.startsWith("## "))
          .map(MEMBER::matcher)
          .filter(Matcher::find)
          .map(row -> row.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void knowsOnlyHooks() {
    Api.Answer unknown = api.get("/event-hooks/" + UUID.randomUUID() + "/status");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().getString("message")).isEqualTo("Not found");

    Api.Answer noId = api.get("/event-hooks/7/status");
    assertThat(noId.status()).isEqualTo(400);
    assertThat(noId.json().getInt("code")).isEqualTo(1);
  }
}
