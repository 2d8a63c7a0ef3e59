package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An ordered hook that stops at what comes to nothing, through the API. */
@ExtendWith(SharedGatehook.class)
class HaltedHookE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Receiver receiver = new Receiver();
  private final String source = "halted-" + UUID.randomUUID();
  private final Api api;
  private final DeliveryWatch watch;
  private volatile int poisoned = 2;
  private List<JsonObject> owed = List.of();
  private String hookId = "";

  HaltedHookE2E(Api api) {
    this.api = api;
    this.watch = new DeliveryWatch(api);
  }

  @BeforeEach
  void haltAtTheSecond() {
    receiver.on(
        "/hook",
        (exchange, request) ->
            Receiver.status(
                exchange, request.body().contains("\"number\":" + poisoned) ? 500 : 200));
    var options = Json.VALUES.createObjectBuilder().add("ordered", "stop");
    options.add("schedule", JsonValue.EMPTY_JSON_ARRAY);
    var hook = Json.VALUES.createObjectBuilder().add("source", source).add("handler", "webhook");
    hook.add("config", Json.VALUES.createObjectBuilder().add("url", receiver.url("/hook")));
    hookId = api.created(hook.add("delivery", options).build());
    for (int i = 1; i <= 4; i++) {
      api.event(source, "happened", Json.VALUES.createObjectBuilder().add("number", i).build());
    }
    owed = watch.ofHook(hookId);
    assertThat(owed).hasSize(4);
    watch.awaitStatus(id(2), "exhausted");
    await().atMost(LIMIT).until(() -> order().getBoolean("halted"));
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void nothingPassesUntilItIsRedelivered() {
    await()
        .during(Duration.ofSeconds(1))
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(watch.read(id(3)).getString("status")).isEqualTo("pending");
              assertThat(watch.read(id(3)).get("next_attempt_at")).isEqualTo(JsonValue.NULL);
            });
    assertThat(numbers()).containsExactly(1, 2);
    assertThat(order().getString("first")).isEqualTo(id(2));
    assertThat(order().getInt("waiting")).isEqualTo(2);
    assertThat(watch.read(id(4)).getString("waits_for")).isEqualTo(id(2));

    poisoned = 0;
    assertThat(api.post("/deliveries/" + id(2) + "/redeliver").status()).isEqualTo(202);

    watch.awaitStatus(id(4), "delivered");
    assertThat(numbers()).containsExactly(1, 2, 2, 3, 4);
  }

  @Test
  void cancellingItLetsTheOthersPass() {
    Api.Answer answer = api.post("/deliveries/" + id(2) + "/cancel");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().getString("status")).isEqualTo("cancelled");
    watch.awaitStatus(id(4), "delivered");
    assertThat(numbers()).containsExactly(1, 2, 3, 4);
    assertThat(api.post("/deliveries/" + id(2) + "/cancel").status()).isEqualTo(409);
  }

  @Test
  void erasingItsEventLetsTheOthersPass() {
    String event = watch.read(id(2)).getString("worker_event");

    assertThat(api.delete("/worker-events/" + event).status()).isEqualTo(204);

    assertThat(watch.read(id(2)).getString("status")).isEqualTo("cancelled");
    watch.awaitStatus(id(4), "delivered");
  }

  private String id(int number) {
    return owed.get(number - 1).getString("id");
  }

  private JsonObject order() {
    return api.get("/event-hooks/" + hookId + "/status").json().getJsonObject("order");
  }

  /** In the order in which the receiver saw them. */
  private List<Integer> numbers() {
    return receiver.bodies("/hook").stream()
        .map(body -> Integer.valueOf(body.replaceAll("(?s).*\"number\":(\\d+).*", "$1")))
        .toList();
  }
}
