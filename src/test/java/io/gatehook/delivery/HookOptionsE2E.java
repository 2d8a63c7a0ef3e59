package io.gatehook.delivery;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a hook says in {@code delivery}, and what its receiver sees of it. */
@ExtendWith(SharedGatehook.class)
class HookOptionsE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Receiver receiver = new Receiver();
  private final CountDownLatch end = new CountDownLatch(1);
  private final String source = "options-" + UUID.randomUUID();
  private final Api api;
  private final DeliveryWatch watch;

  HookOptionsE2E(Api api) {
    this.api = api;
    this.watch = new DeliveryWatch(api);
  }

  @AfterEach
  void closeReceiver() {
    end.countDown();
    receiver.close();
  }

  @Test
  void ownScheduleStandsInForTheServers() {
    receiver.answering("/hook", 200, 200, 503);
    String none = hook("{\"schedule\":[]}");
    String one = hook("{\"schedule\":[\"100ms\"]}");

    JsonObject never = deliver(none, "exhausted");
    assertThat(never.getInt("attempt_count")).isEqualTo(1);
    assertThat(never.getString("reason")).isEqualTo("status 503");
    JsonObject once = watch.awaitStatus(watch.only(one), "exhausted");
    assertThat(once.getInt("attempt_count")).isEqualTo(2);
  }

  @Test
  void shortTimeLimitEndsTheCall() {
    takesItsTime(Duration.ofSeconds(20));
    String hook = hook("{\"timeout\":\"300ms\",\"schedule\":[]}");

    JsonObject delivery = deliver(hook, "exhausted");

    assertThat(delivery.getString("reason")).startsWith("no answer within 0.3s");
    assertThat(attempt(delivery, 1).getInt("duration_ms")).isBetween(250, 1900);
    Api.Answer test = api.post("/event-hooks/" + hook + "/test", number(1));
    assertThat(test.status()).isEqualTo(502);
    assertThat(test.json().getString("message")).startsWith("no answer within 0.3s");
  }

  /** The server's own limit is two seconds here. */
  @Test
  void longTimeLimitOutlastsTheServers() {
    takesItsTime(Duration.ofSeconds(3));
    String hook = hook("{\"timeout\":\"20s\"}");

    JsonObject delivery = deliver(hook, "delivered");

    assertThat(delivery.getInt("attempt_count")).isEqualTo(1);
    assertThat(attempt(delivery, 1).getInt("duration_ms")).isGreaterThan(2500);
  }

  @Test
  void whatIsTooOldIsNotCalledAnyMore() {
    String hook = hook("{\"max_age\":\"1s\"}");
    patch(hook, "enabled=false");
    api.event(source, "happened", number(1));
    JsonObject held = watch.read(watch.only(hook));
    Instant old = Instant.parse(held.getString("created_at")).plusMillis(1200);
    await().atMost(LIMIT).until(() -> Instant.now().isAfter(old));

    patch(hook, "enabled=true");

    JsonObject delivery = watch.awaitStatus(held.getString("id"), "exhausted");
    assertThat(delivery.getInt("attempt_count")).isZero();
    assertThat(delivery.getString("reason")).isEqualTo("too old for an attempt");
    assertThat(receiver.bodies("/hook")).isEmpty();
  }

  @Test
  void whatWouldBeTooOldIsNotTriedAgain() {
    receiver.answering("/hook", 200, 503);
    String hook = hook("{\"max_age\":\"1s\",\"schedule\":[\"5s\"]}");

    JsonObject delivery = deliver(hook, "exhausted");

    assertThat(delivery.getString("reason")).isEqualTo("status 503; too old for another attempt");
  }

  @Test
  void rateLimitSpreadsCallsAndFailsNone() {
    String hook = hook("{\"rate_limit\":{\"per_second\":2}}");
    for (int i = 0; i < 6; i++) {
      api.event(source, "happened", number(i));
    }

    List<JsonObject> recorded = watch.ofHook(hook);
    recorded.forEach(each -> watch.awaitStatus(each.getString("id"), "delivered"));

    List<Instant> starts =
        recorded.stream()
            .map(each -> attempt(watch.read(each.getString("id")), 1))
            .map(attempt -> Instant.parse(attempt.getString("started_at")))
            .sorted()
            .toList();
    assertThat(recorded)
        .allMatch(each -> watch.read(each.getString("id")).getInt("attempt_count") == 1);
    assertThat(Duration.between(starts.get(0), starts.get(5)))
        .as("two at once, then one every half second")
        .isGreaterThan(Duration.ofMillis(1900));
    assertThat(Duration.between(starts.get(0), starts.get(3)))
        .isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void snoozeMayHoldForTheWholeHook() {
    var hook =
        Json.VALUES
            .createObjectBuilder()
            .add("source", "rate-limiting-advanced")
            .add("event", source)
            .add("handler", "log")
            .add("snooze", 60)
            .add("delivery", Json.VALUES.createObjectBuilder().add("snooze_scope", "hook"));
    String id = api.created(hook.build());

    for (int i = 0; i < 3; i++) {
      api.event("rate-limiting-advanced", source, number(i));
    }

    assertThat(watch.ofHook(id)).hasSize(1);
  }

  @Test
  void formSetsAndUnsetsMembersAndRefusalNamesThem() {
    String hook = api.webhook(source, receiver.url("/hook"));
    assertThat(api.get("/event-hooks/" + hook).json()).doesNotContainKeys("delivery", "enabled");

    JsonObject set = patch(hook, "delivery.timeout=5s&delivery.rate_limit.per_second=3");
    assertThat(set.getJsonObject("delivery"))
        .hasToString("{\"timeout\":\"5s\",\"rate_limit\":{\"per_second\":3}}");
    assertThat(patch(hook, "delivery.timeout=").getJsonObject("delivery"))
        .hasToString("{\"rate_limit\":{\"per_second\":3}}");
    assertThat(patch(hook, "delivery=")).doesNotContainKey("delivery");

    Api.Answer refused = send(hook, "delivery.timeout=5");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getString("message"))
        .isEqualTo(
            "schema violation (delivery.timeout: expected a duration like 500ms, 5s, 2m, 3h or"
                + " 7d)");
    assertThat(refused.json().getJsonObject("fields").getJsonObject("delivery"))
        .containsOnlyKeys("timeout");
  }

  private void takesItsTime(Duration time) {
    receiver.on(
        "/hook",
        (exchange, request) -> {
          if (!request.body().contains("\"ping\"")) {
            pause(time);
          }
          Receiver.status(exchange, 200);
        });
  }

  private void pause(Duration time) {
    try {
      end.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One that was pinged, so that what it says counts for deliveries. */
  private String hook(String delivery) {
    int before = receiver.requests("/hook").size();
    var hook =
        Json.VALUES
            .createObjectBuilder()
            .add("source", source)
            .add("handler", "webhook")
            .add("config", Json.VALUES.createObjectBuilder().add("url", receiver.url("/hook")))
            .add("delivery", Json.stored(delivery.getBytes(StandardCharsets.UTF_8)));
    String id = api.created(hook.build());
    await().atMost(LIMIT).until(() -> receiver.requests("/hook").size() > before);
    return id;
  }

  private JsonObject deliver(String hook, String status) {
    api.event(source, "happened", number(1));
    return watch.awaitStatus(watch.only(hook), status);
  }

  private static JsonObject number(int number) {
    return Json.VALUES.createObjectBuilder().add("ip", "10.0.0." + number).build();
  }

  private JsonObject patch(String hook, String form) {
    Api.Answer answer = send(hook, form);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Api.Answer send(String hook, String form) {
    return api.send(
        api.request("/event-hooks/" + hook)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method("PATCH", BodyPublishers.ofString(form)));
  }
}
