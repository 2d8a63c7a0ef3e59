package io.gatehook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The changes that a real Kong node reported, to hooks that ask for them in every way. */
@ExtendWith(SharedGatehook.class)
class RealWorkerEventsE2E {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /**
   * Kong's three events of one change share one table, and by the time of these its balancer had
   * put a member there; the change itself, and so what is derived from it, has none.
   */
  private static final Set<String> GROWN = Set.of("upstreams:create", "upstreams:update");

  private final Api api;
  private final RealWorkerEvents recorded = new RealWorkerEvents();
  private final List<JsonObject> changes = recorded.ofSource("dao:crud");
  private final Map<String, String> hooks = new LinkedHashMap<>();

  RealWorkerEventsE2E(Api api) {
    this.api = api;
  }

  @Test
  void everyChangeReachesEveryKindOfHookOnce() {
    try (var receiver = new Receiver()) {
      hook(receiver, "/all-changes", "dao:crud", null);
      hook(receiver, "/all-derived", "crud", null);
      recorded.ofSource("crud").stream()
          .map(event -> event.getString("event"))
          .distinct()
          .forEach(event -> hook(receiver, "/derived/" + event, "crud", event));

      JsonObject counts = ingest(changes);

      assertThat(counts.getInt("accepted")).isEqualTo(changes.size()).isGreaterThan(100);
      assertThat(counts.getInt("deliveries")).isEqualTo(4 * changes.size());
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> bodiesOfAll(receiver) >= 4 * changes.size());
      await().atMost(LIMIT).until(this::areDelivered);
      checkReceived(receiver);
    }
  }

  private void checkReceived(Receiver receiver) {
    assertThat(bodies(receiver, "/all-changes"))
        .containsExactlyInAnyOrderElementsOf(changes.stream().map(this::body).toList());
    assertThat(bodies(receiver, "/all-derived"))
        .containsExactlyInAnyOrderElementsOf(
            recorded.ofSource("crud").stream()
                .filter(event -> !event.getString("event").contains(":"))
                .map(this::body)
                .toList());
    Map<String, List<JsonObject>> derived =
        recorded.ofSource("crud").stream()
            .collect(Collectors.groupingBy(event -> event.getString("event")));
    derived.forEach(
        (event, events) ->
            assertThat(bodies(receiver, "/derived/" + event))
                .as(event)
                .containsExactlyInAnyOrderElementsOf(events.stream().map(this::body).toList()));
    assertThat(derived).hasSizeGreaterThan(50);
  }

  private void hook(Receiver receiver, String path, String source, String event) {
    var config = Json.VALUES.createObjectBuilder().add("url", receiver.url(path));
    var hook = Json.VALUES.createObjectBuilder().add("source", source).add("handler", "webhook");
    if (event != null) {
      hook.add("event", event);
    }
    hooks.put(path, api.created(hook.add("config", config).build()));
  }

  private JsonObject ingest(List<JsonObject> events) {
    String lines = events.stream().map(JsonObject::toString).collect(Collectors.joining("\n"));
    Api.Answer answer = api.post("/worker-events", "application/x-ndjson", lines);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer.json();
  }

  /** All of them, and each at the first attempt: nothing can come a second time. */
  private boolean areDelivered() {
    var deliveries = new ArrayList<JsonObject>();
    for (String hook : hooks.values()) {
      deliveries.addAll(
          api.get("/event-hooks/" + hook + "/deliveries?size=1000&status=delivered")
              .data()
              .getValuesAs(JsonObject.class));
    }
    return deliveries.size() == 4 * changes.size()
        && deliveries.stream().allMatch(delivery -> delivery.getInt("attempt_count") == 1);
  }

  private int bodiesOfAll(Receiver receiver) {
    return hooks.keySet().stream().mapToInt(path -> receiver.bodies(path).size()).sum();
  }

  private static List<JsonObject> bodies(Receiver receiver, String path) {
    return receiver.bodies(path).stream()
        .map(body -> Json.stored(body.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** What a webhook makes of an event. */
  private JsonObject body(JsonObject event) {
    var body =
        Json.VALUES
            .createObjectBuilder(event.getJsonObject("data"))
            .add("source", event.get("source"))
            .add("event", event.get("event"));
    if (GROWN.contains(event.getString("event"))) {
      JsonObject entity = event.getJsonObject("data").getJsonObject("entity");
      body.add("entity", Json.VALUES.createObjectBuilder(entity).remove("ws_id"));
    }
    return body.build();
  }
}
