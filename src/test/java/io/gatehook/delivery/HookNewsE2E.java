package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.faults.EventLoad;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hooks on the source {@code gatehook} are told of other hooks' trouble. */
@ExtendWith(SharedGatehook.class)
class HookNewsE2E {
  private static final int EVENTS = 10;
  private static final Duration LIMIT = Duration.ofSeconds(30).plus(DeliveryWatch.LIMIT);

  private final Api api;
  private final DeliveryWatch watch;
  private final String source = "news-" + UUID.randomUUID();
  private final Receiver receiver = new Receiver();
  private final AtomicInteger answer = new AtomicInteger(500);

  HookNewsE2E(Api api) {
    this.api = api;
    this.watch = new DeliveryWatch(api);
    receiver.on(
        "/failing",
        (exchange, request) ->
            Receiver.status(exchange, request.body().contains("\"ping\"") ? 200 : answer.get()));
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  private String subscriber(String event, String path) {
    var config = Json.VALUES.createObjectBuilder().add("url", receiver.url(path));
    var hook = Json.VALUES.createObjectBuilder().add("source", "gatehook").add("event", event);
    return api.created(hook.add("handler", "webhook").add("config", config).build());
  }

  /** Bodies got at a path that tell of the hook. */
  private List<JsonObject> news(String path, String hook) {
    return receiver.bodies(path).stream()
        .map(body -> Json.stored(body.getBytes(StandardCharsets.UTF_8)))
        .filter(body -> body.getString("event_hook").equals(hook))
        .toList();
  }

  private List<String> events(String path, String hook) {
    return news(path, hook).stream().map(body -> body.getString("event")).toList();
  }

  @Test
  void exhaustedDeliveryIsTold() {
    String all = api.webhook("gatehook", receiver.url("/all"));
    String one = subscriber("delivery-exhausted", "/exhausted");
    String hook = api.webhook(source, receiver.url("/failing"));
    api.event(source, "happened", OneDelivery.DATA);
    String delivery = watch.only(hook);

    await().atMost(LIMIT).until(() -> !news("/exhausted", hook).isEmpty());
    await().atMost(LIMIT).until(() -> !news("/all", hook).isEmpty());

    JsonObject told = news("/exhausted", hook).get(0);
    assertThat(told.getString("source")).isEqualTo("gatehook");
    assertThat(told.getString("event")).isEqualTo("delivery-exhausted");
    assertThat(told.getString("hook_source")).isEqualTo(source);
    assertThat(told.get("hook_event")).isEqualTo(JsonValue.NULL);
    assertThat(told.getString("handler")).isEqualTo("webhook");
    assertThat(told.getString("reason")).isEqualTo("status 500");
    assertThat(told.getString("delivery")).isEqualTo(delivery);
    assertThat(watch.read(delivery).getString("status")).isEqualTo("exhausted");
    assertThat(news("/all", hook)).containsExactly(told);
    api.delete("/event-hooks/" + all);
    api.delete("/event-hooks/" + one);
  }

  @Test
  void troubleOfAReceiverIsToldOnceAndSoIsItsEnd() {
    String all = api.webhook("gatehook", receiver.url("/all"));
    String hook = api.webhook(source, receiver.url("/failing"));
    new EventLoad(source, "key", List.of(api)).send(EVENTS);

    await().atMost(LIMIT).until(() -> events("/all", hook).contains("hook-failing"));
    answer.set(200);
    await().atMost(LIMIT).until(() -> events("/all", hook).contains("hook-recovered"));
    await()
        .atMost(LIMIT)
        .until(
            () ->
                watch.ofHook(hook).stream()
                    .allMatch(each -> each.getString("status").equals("delivered")));

    assertThat(events("/all", hook)).containsExactly("hook-failing", "hook-recovered");
    JsonObject failing = news("/all", hook).get(0);
    JsonObject recovered = news("/all", hook).get(1);
    Instant since = Instant.parse(failing.getString("failing_since"));
    assertThat(Instant.now()).isAfter(since.plusSeconds(9));
    assertThat(failing.getString("reason")).isEqualTo("status 500");
    assertThat(recovered.getString("failing_since")).isEqualTo(failing.getString("failing_since"));
    assertThat(recovered.get("reason")).isEqualTo(JsonValue.NULL);
    assertThat(watch.read(recovered.getString("delivery")).getString("status"))
        .isEqualTo("delivered");
    api.delete("/event-hooks/" + all);
  }

  @Test
  void troubleWithNewsMakesNoNews() {
    String all = api.webhook("gatehook", receiver.url("/all"));
    String deaf = subscriber("delivery-exhausted", "/failing");
    String hook = api.webhook(source, receiver.url("/failing"));
    api.event(source, "happened", OneDelivery.DATA);

    await().atMost(LIMIT).until(() -> !news("/all", hook).isEmpty());
    await()
        .atMost(LIMIT)
        .until(
            () ->
                watch.ofHook(deaf).stream()
                    .anyMatch(each -> each.getString("status").equals("exhausted")));

    await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> news("/all", deaf).isEmpty());
    api.delete("/event-hooks/" + all);
    api.delete("/event-hooks/" + deaf);
  }
}
