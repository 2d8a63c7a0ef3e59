package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hook that is disabled and enabled through the API, and its receiver. */
@ExtendWith(SharedGatehook.class)
class DisabledHookE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Receiver receiver = new Receiver();
  private final String source = "disabled-" + UUID.randomUUID();
  private final Api api;
  private final DeliveryWatch watch;

  DisabledHookE2E(Api api) {
    this.api = api;
    this.watch = new DeliveryWatch(api);
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void receiverGetsWhatWasHeldOnceTheHookIsEnabled() {
    String hook = api.webhook(source, receiver.url("/hook"));
    assertThat(patch(hook, "enabled=false").getBoolean("enabled")).isFalse();

    for (int i = 0; i < 3; i++) {
      api.event(source, "happened", number(i));
    }
    List<JsonObject> held = watch.ofHook(hook);
    assertThat(held).hasSize(3).allSatisfy(DisabledHookE2E::assertHeld);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(LIMIT)
        .until(() -> receiver.bodies("/hook").isEmpty());

    assertThat(patch(hook, "enabled=true").getBoolean("enabled")).isTrue();
    held.forEach(each -> watch.awaitStatus(each.getString("id"), "delivered"));
    assertThat(receiver.bodies("/hook")).hasSize(3);
  }

  @Test
  void redeliveryToADisabledHookIsAcceptedAndHeld() {
    String hook = api.webhook(source, receiver.url("/hook"));
    api.event(source, "happened", number(1));
    String id = watch.only(hook);
    watch.awaitStatus(id, "delivered");
    patch(hook, "enabled=false");

    Api.Answer answer = api.post("/deliveries/" + id + "/redeliver");

    assertThat(answer.status()).isEqualTo(202);
    assertHeld(answer.json());
    patch(hook, "enabled=");
    JsonObject delivery = watch.awaitAttempts(id, 2);
    assertThat(DeliveryWatch.attempt(delivery, 2).getString("trigger")).isEqualTo("manual");
  }

  private static void assertHeld(JsonObject delivery) {
    assertThat(delivery.getString("status")).isEqualTo("pending");
    assertThat(delivery.get("next_attempt_at")).isEqualTo(JsonValue.NULL);
  }

  private static JsonObject number(int number) {
    return Json.VALUES.createObjectBuilder().add("number", number).build();
  }

  private JsonObject patch(String hook, String form) {
    Api.Answer answer =
        api.send(
            api.request("/event-hooks/" + hook)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("PATCH", BodyPublishers.ofString(form)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
