package io.gatehook.delivery;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static io.gatehook.delivery.Scripts.afterPing;
import static io.gatehook.delivery.Scripts.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.http.Receiver;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a receiver gets and says, what follows from it, and what the API tells of that. */
class DeliveryE2E extends OneDelivery {
  DeliveryE2E(Api api) {
    super(api);
  }

  @Test
  void tellsWhatWasSentAndAnswered() throws InterruptedException {
    JsonObject delivery = deliver("delivered", answering(200, "X-Mood: good\r\n", "thanks"));
    Receiver.Request got = receiver.request();
    String id = delivery.getString("id");

    assertDelivered(delivery, 1);
    assertThat(got.method() + " " + got.target()).isEqualTo("POST /hook");
    assertThat(Json.stored(got.body().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            Json.VALUES
                .createObjectBuilder(DATA)
                .add("source", source)
                .add("event", "happened")
                .build());
    assertThat(got.headers())
        .containsEntry("x-gatehook-delivery", id)
        .containsEntry("x-gatehook-attempt", "1")
        .containsEntry("content-type", "application/json");
    assertTells(delivery, got);
  }

  private void assertTells(JsonObject delivery, Receiver.Request got) {
    JsonObject attempt = attempt(delivery, 1);
    assertThat(attempt.getString("trigger")).isEqualTo("scheduled");
    assertThat(attempt.getString("node")).isNotBlank();
    assertThat(attempt.getInt("tries")).isEqualTo(1);
    assertThat(attempt.getJsonArray("log")).isEmpty();
    JsonObject request = attempt.getJsonObject("request");
    assertThat(request.getString("method")).isEqualTo("POST");
    assertThat(request.getString("url")).isEqualTo(receiver.url() + "/…");
    assertThat(request.getString("body")).isEqualTo(got.body());
    assertThat(request.getBoolean("truncated")).isFalse();
    assertThat(request.getJsonObject("headers").getString("x-gatehook-delivery"))
        .isEqualTo(delivery.getString("id"));
    JsonObject response = attempt.getJsonObject("response");
    assertThat(response.getString("body")).isEqualTo("thanks");
    assertThat(response.getBoolean("truncated")).isFalse();
    assertThat(response.getJsonObject("headers").getString("X-Mood")).isEqualTo("good");
  }

  @Test
  void tellsWhereADeliveryStands() throws InterruptedException {
    JsonObject delivery = deliver("delivered", answering(200));

    assertThat(delivery.getString("source")).isEqualTo(source);
    assertThat(delivery.getString("event")).isEqualTo("happened");
    assertThat(delivery.getString("handler")).isEqualTo("webhook");
    assertThat(delivery.getString("workspace")).isEqualTo("default");
    assertThat(delivery.get("reason")).isEqualTo(JsonValue.NULL);
    assertThat(delivery.get("next_attempt_at")).isEqualTo(JsonValue.NULL);
    Instant created = Instant.parse(delivery.getString("created_at"));
    assertThat(Instant.parse(attempt(delivery, 1).getString("started_at")))
        .isBetween(created, Instant.parse(delivery.getString("finished_at")));
    assertThat(delivery.getString("created_at")).hasSize("2026-01-01T00:00:00.000Z".length());
  }

  @Test
  void masksSecretsInWhatItTells() throws InterruptedException {
    receiver = Receiver.speaking(afterPing(answering(200, "Set-Cookie: monster\r\n", "")));
    var headers = Json.VALUES.createObjectBuilder().add("X-Api-Key", "hidden").add("X-Team", "a");
    var config =
        Json.VALUES
            .createObjectBuilder()
            .add("url", receiver.url().replace("//", "//user:hidden@") + "/hook?token=hidden")
            .add("secret", "hidden")
            .add("headers", headers);
    var hook = Json.VALUES.createObjectBuilder().add("source", source).add("handler", "webhook");
    String id = api.created(hook.add("config", config).build());
    receiver.request();

    api.event(source, "happened", DATA);
    JsonObject delivery = watch.awaitStatus(watch.only(id), "delivered");

    assertThat(receiver.request().headers())
        .containsEntry("x-api-key", "hidden")
        .containsEntry("authorization", "Basic dXNlcjpoaWRkZW4=");
    JsonObject request = attempt(delivery, 1).getJsonObject("request");
    assertThat(request.getString("url")).isEqualTo(receiver.url() + "/…");
    assertThat(request.getJsonObject("headers"))
        .containsEntry("X-Team", Json.VALUES.createValue("a"))
        .containsEntry("authorization", Json.VALUES.createValue("***"));
    assertThat(delivery.toString()).doesNotContain("hidden", "dXNlcjpoaWRkZW4", "monster");
  }

  @Test
  void retriesAfterServerError() throws InterruptedException {
    JsonObject delivery = deliver("delivered", answering(500), answering(200));
    Receiver.Request first = receiver.request();
    Receiver.Request second = receiver.request();

    assertDelivered(delivery, 2);
    assertFailed(attempt(delivery, 1), "status 500");
    assertThat(attempt(delivery, 1).getJsonObject("response").getString("body"))
        .isEqualTo("said 500");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().get("x-gatehook-delivery"))
        .isEqualTo(first.headers().get("x-gatehook-delivery"));
    assertThat(first.headers()).containsEntry("x-gatehook-attempt", "1");
    assertThat(second.headers()).containsEntry("x-gatehook-attempt", "2");
  }

  @Test
  void exhaustsAtTheEndOfTheSchedule() throws InterruptedException {
    JsonObject delivery = deliver("exhausted", answering(503));

    assertThat(delivery.getInt("attempt_count")).isEqualTo(3);
    assertThat(delivery.getString("reason")).isEqualTo("status 503");
    assertThat(delivery.get("next_attempt_at")).isEqualTo(JsonValue.NULL);
    assertThat(delivery.getString("finished_at")).isNotBlank();
    assertFailed(attempt(delivery, 3), "status 503");
    assertThat(receiver.connections()).as("a ping and the attempts").isEqualTo(1 + 3);
  }

  @Test
  void goneRejectsAtOnce() throws InterruptedException {
    JsonObject delivery = deliver("rejected", answering(410));

    assertThat(delivery.getInt("attempt_count")).isEqualTo(1);
    assertThat(delivery.getString("reason")).isEqualTo("status 410");
    assertThat(attempt(delivery, 1).getString("outcome")).isEqualTo("rejected");
    assertThat(receiver.connections()).isEqualTo(1 + 1);
  }

  @Test
  void retriesWhatIsRedirected() throws InterruptedException {
    try (Receiver other = Receiver.answering(Receiver.OK)) {
      JsonObject delivery =
          deliver("exhausted", answering(302, "Location: %s/\r\n".formatted(other.url()), ""));

      assertThat(delivery.getInt("attempt_count")).isEqualTo(3);
      assertFailed(attempt(delivery, 1), "status 302");
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void honoursRetryAfterUpToFourTimesTheStep() throws InterruptedException {
    JsonObject delivery =
        deliver("delivered", answering(429, "Retry-After: 60\r\n", ""), answering(200));
    JsonObject first = attempt(delivery, 1);
    Instant ended =
        Instant.parse(first.getString("started_at")).plusMillis(first.getInt("duration_ms"));

    assertFailed(first, "status 429");
    assertThat(Duration.between(ended, Instant.parse(attempt(delivery, 2).getString("started_at"))))
        .isBetween(Duration.ofMillis(390), Duration.ofSeconds(10));
  }
}
