package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.SharedGatehook;
import io.gatehook.handler.Vectors;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of snooze and on_change, through the API. */
@ExtendWith(SharedGatehook.class)
class SuppressionE2E {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** In place of a minute. */
  private static final int SHORT_SNOOZE = 3;

  private final Api api;

  SuppressionE2E(Api api) {
    this.api = api;
  }

  @Test
  void onChangePassesWhatTheExampleSays() {
    JsonObject example = example("on-change-repeat");
    String source = source("on-change");
    create(hook(example, source));
    List<Boolean> delivered = new ArrayList<>();
    for (JsonValue data : example.getJsonObject("event").getJsonArray("sequence")) {
      delivered.add(ingest(source, "health", data.asJsonObject()) == 1);
    }

    assertThat(delivered).isEqualTo(expected(example));
  }

  @Test
  void snoozePassesWhatTheExampleSays() {
    JsonObject example = example("snooze-window");
    String source = source("snooze");
    create(hook(example, source).add("snooze", SHORT_SNOOZE));
    JsonObject data = Json.VALUES.createObjectBuilder().add("ip", "10.0.0.1").build();

    int first = ingest(source, "rate-limit-exceeded", data);
    int within = ingest(source, "rate-limit-exceeded", data);
    int after =
        await()
            .atMost(LIMIT)
            .until(() -> ingest(source, "rate-limit-exceeded", data), owed -> owed == 1);

    assertThat(List.of(first == 1, within == 1, after == 1)).isEqualTo(expected(example));
  }

  @Test
  void testAndPingAreNeverHeldBack() {
    JsonObjectBuilder hook =
        Json.VALUES
            .createObjectBuilder()
            .add("source", source("test"))
            .add("handler", "log")
            .add("on_change", true)
            .add("snooze", SHORT_SNOOZE);
    String id = create(hook);
    JsonObject data = Json.VALUES.createObjectBuilder().add("a", 1).build();

    for (int i = 0; i < 2; i++) {
      assertThat(api.post("/event-hooks/" + id + "/test", data).status()).isEqualTo(200);
    }
  }

  private static JsonObject example(String id) {
    return Vectors.read("/vectors/examples.json").asJsonObject().getJsonArray("cases").stream()
        .map(JsonValue::asJsonObject)
        .filter(each -> each.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String source(String name) {
    return name + "-" + System.nanoTime();
  }

  /** The example's hook on a source of its own, writing to the log. */
  private static JsonObjectBuilder hook(JsonObject example, String source) {
    return Json.VALUES
        .createObjectBuilder(example.getJsonObject("hook"))
        .add("source", source)
        .add("handler", "log")
        .remove("config");
  }

  private static List<Boolean> expected(JsonObject example) {
    return example.getJsonObject("expect").getJsonArray("delivered").stream()
        .map(value -> value == JsonValue.TRUE)
        .toList();
  }

  private String create(JsonObjectBuilder hook) {
    Api.Answer created = api.post("/event-hooks", hook.build());
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return created.json().getString("id");
  }

  /** Answers the deliveries that are owed; what is not owed has to be counted as suppressed. */
  private int ingest(String source, String event, JsonObject data) {
    var given =
        Json.VALUES
            .createObjectBuilder()
            .add("source", source)
            .add("event", event)
            .add("data", data);
    JsonObject counts = api.post("/worker-events", given.build()).json();
    assertThat(counts.getInt("deliveries") + counts.getInt("suppressed")).isEqualTo(1);
    return counts.getInt("deliveries");
  }
}
