package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What the API tells of the deliveries of one hook. */
public final class HookRecord {
  private final Api api;
  private final String hook;

  public HookRecord(Api api, String hook) {
    this.api = api;
    this.hook = hook;
  }

  /** The first thousand deliveries of a status. */
  public List<JsonObject> deliveries(String status) {
    String path = "/event-hooks/%s/deliveries?size=1000&status=%s".formatted(hook, status);
    return api.get(path).data().stream().map(JsonValue::asJsonObject).toList();
  }

  /** Nothing waits, and nothing is in work. */
  public void awaitSettled(Duration longest) {
    await()
        .atMost(longest)
        .untilAsserted(
            () -> {
              assertThat(deliveries("pending")).isEmpty();
              assertThat(deliveries("claimed")).isEmpty();
            });
  }

  /** Each key leads to its event, and the event to its one delivery, which was delivered. */
  public void assertDelivered(String source, Collection<String> keys) {
    assertThat(keys)
        .isNotEmpty()
        .allSatisfy(
            key -> {
              Api.Answer event = api.get("/worker-events?source=%s&key=%s".formatted(source, key));
              assertThat(event.status()).isEqualTo(200);
              assertThat(event.json().getJsonArray("deliveries"))
                  .singleElement()
                  .extracting(delivery -> delivery.asJsonObject().getString("status"))
                  .isEqualTo("delivered");
            });
  }

  /** All attempts of what was delivered. */
  public List<JsonObject> attempts() {
    return deliveries("delivered").stream()
        .map(delivery -> api.get("/deliveries/" + delivery.getString("id")).json())
        .flatMap(delivery -> delivery.getJsonArray("attempts").stream())
        .map(JsonValue::asJsonObject)
        .toList();
  }
}
