package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Follows deliveries through the API until they stand where a test expects them. */
public final class DeliveryWatch {
  /** A busy machine takes many times what a delivery takes. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(50);

  private final Api api;

  public DeliveryWatch(Api api) {
    this.api = api;
  }

  /** With its attempts. */
  public JsonObject read(String id) {
    return api.get("/deliveries/" + id).json();
  }

  public List<JsonObject> ofHook(String hook) {
    return api.get("/event-hooks/" + hook + "/deliveries?size=1000")
        .data()
        .getValuesAs(JsonObject.class);
  }

  /** The one delivery of a hook, as soon as it is recorded. */
  public String only(String hook) {
    List<JsonObject> deliveries = ofHook(hook);
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0).getString("id");
  }

  /** The delivery with its attempts, once it has this status. */
  public JsonObject awaitStatus(String id, String status) {
    await()
        .atMost(LIMIT)
        .pollInterval(POLL)
        .untilAsserted(() -> assertThat(read(id).getString("status")).isEqualTo(status));
    return read(id);
  }

  /** The delivery with its attempts, once so many have ended. */
  public JsonObject awaitAttempts(String id, int count) {
    await()
        .atMost(LIMIT)
        .pollInterval(POLL)
        .untilAsserted(() -> assertThat(read(id).getJsonArray("attempts")).hasSize(count));
    return read(id);
  }

  /** From 1. */
  public static JsonObject attempt(JsonObject delivery, int number) {
    JsonObject attempt = delivery.getJsonArray("attempts").getJsonObject(number - 1);
    assertThat(attempt.getInt("number")).isEqualTo(number);
    return attempt;
  }
}
