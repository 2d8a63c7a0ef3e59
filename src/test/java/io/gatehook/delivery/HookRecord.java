package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the API tells of the deliveries of one hook. */
public final class HookRecord {
  private static final int PAGE = 1000;

  private final Api api;
  private final String hook;

  public HookRecord(Api api, String hook) {
    this.api = api;
    this.hook = hook;
  }

  /** Nothing waits, and nothing is in work. */
  public void awaitSettled(Duration longest) {
    await()
        .atMost(longest)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(page(path("pending", 1)).data()).isEmpty();
              assertThat(page(path("claimed", 1)).data()).isEmpty();
            });
  }

  /** The status of each delivery, by its id. */
  public Map<String, String> statuses() {
    return deliveries("").stream()
        .collect(Collectors.toMap(d -> d.getString("id"), d -> d.getString("status")));
  }

  /** All attempts of what was delivered. */
  public List<JsonObject> attempts() {
    return deliveries("delivered").stream()
        .map(delivery -> api.get("/deliveries/" + delivery.getString("id")).json())
        .flatMap(delivery -> delivery.getJsonArray("attempts").stream())
        .map(JsonValue::asJsonObject)
        .toList();
  }

  /**
   * On all pages.
   *
   * @param status empty: any
   */
  public List<JsonObject> deliveries(String status) {
    var all = new ArrayList<JsonObject>();
    String path = path(status, PAGE);
    while (path != null) {
      Api.Answer page = page(path);
      all.addAll(page.data().getValuesAs(JsonObject.class));
      path = page.json().getString("next", null);
    }
    return all;
  }

  /**
   * Of a list.
   *
   * @param status empty: any
   */
  private String path(String status, int size) {
    String filter = status.isEmpty() ? "" : "&status=" + status;
    return "/event-hooks/%s/deliveries?size=%d%s".formatted(hook, size, filter);
  }

  private Api.Answer page(String path) {
    Api.Answer answer = api.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }
}
