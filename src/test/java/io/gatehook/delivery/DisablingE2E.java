package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.faults.EventLoad;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hook that has been failing for too long is disabled, told of, and loses nothing. */
class DisablingE2E {
  private static final int EVENTS = 8;

  /** Failures over ten seconds, a probe sixteen seconds later, and a look at the failing hooks. */
  private static final Duration LIMIT = Duration.ofSeconds(60).plus(DeliveryWatch.LIMIT);

  private final Receiver receiver = new Receiver();
  private final AtomicInteger answer = new AtomicInteger(503);

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void disablesAHookThatFailedForTooLong() {
    receiver.on("/failing", (exchange, request) -> Receiver.status(exchange, answer.get()));
    try (Gatehook gatehook =
        Gatehook.start(
            Map.of(
                "gatehook.delivery.disable-after", "5s",
                "gatehook.delivery.lease", "5m",
                "gatehook.delivery.schedule", "1s 1m 1m 1m"))) {
      Api api = new Api(gatehook.url());
      String subscriber = api.webhook("gatehook", receiver.url("/news"));
      String hook = api.webhook("shop", receiver.url("/failing"));
      new EventLoad("shop", "key", List.of(api)).send(EVENTS);

      await().atMost(LIMIT).until(() -> !isEnabled(api, hook));
      theHookIsToldOf(api, hook, gatehook);
      whatItIsOwedIsHeld(api, hook);
      assertThat(isEnabled(api, subscriber)).isTrue();

      answer.set(200);
      enable(api, hook);
      await().atMost(LIMIT).until(() -> count(api, hook, "delivered") == EVENTS);
      await().atMost(LIMIT).until(() -> news().size() == 3);
      assertThat(news())
          .extracting(told -> told.getString("event"))
          .containsExactly("hook-failing", "hook-disabled", "hook-recovered");
      assertThat(isEnabled(api, hook)).isTrue();
      assertThat(status(api, hook).get("disabled_reason")).isEqualTo(JsonValue.NULL);
    }
  }

  private void theHookIsToldOf(Api api, String hook, Gatehook gatehook) {
    await().atMost(LIMIT).until(() -> news().size() == 2);
    JsonObject told = news().get(1);
    assertThat(told.getString("event")).isEqualTo("hook-disabled");
    assertThat(told.getString("event_hook")).isEqualTo(hook);
    assertThat(told.getString("reason")).isEqualTo("status 503");
    assertThat(told.get("delivery")).isEqualTo(JsonValue.NULL);
    Instant since = Instant.parse(told.getString("failing_since"));
    assertThat(Duration.between(since, Instant.now())).isGreaterThan(Duration.ofSeconds(15));
    String reason = status(api, hook).getString("disabled_reason");
    assertThat(reason).startsWith("no call has worked since ").endsWith(": status 503");
    assertThat(gatehook.log()).contains("event hook %s disabled: %s".formatted(hook, reason));
  }

  private void whatItIsOwedIsHeld(Api api, String hook) {
    await().atMost(LIMIT).until(() -> count(api, hook, "claimed") == 0);
    int calls = receiver.requests("/failing").size();
    await()
        .during(Duration.ofSeconds(5))
        .atMost(LIMIT)
        .until(() -> receiver.requests("/failing").size() == calls);
    assertThat(count(api, hook, "pending")).isEqualTo(EVENTS);
    assertThat(status(api, hook).get("next_attempt_at")).isEqualTo(JsonValue.NULL);
    assertThat(news()).hasSize(2);
  }

  /** But for the pings of the hooks that are made. */
  private List<JsonObject> news() {
    return receiver.bodies("/news").stream()
        .map(body -> Json.stored(body.getBytes(StandardCharsets.UTF_8)))
        .filter(body -> body.getString("source").equals("gatehook"))
        .toList();
  }

  private static JsonObject status(Api api, String hook) {
    return api.get("/event-hooks/" + hook + "/status").json();
  }

  private static int count(Api api, String hook, String status) {
    return status(api, hook).getJsonObject("counts").getInt(status);
  }

  private static boolean isEnabled(Api api, String hook) {
    return api.get("/event-hooks/" + hook).json().getBoolean("enabled", true);
  }

  private static void enable(Api api, String hook) {
    var request =
        api.request("/event-hooks/" + hook)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"enabled\":true}"));
    assertThat(api.send(request).status()).isEqualTo(200);
  }
}
