package io.gatehook.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every example of a hook and an event, through the API to a receiver or the log. */
@ExtendWith(SharedGatehook.class)
class ExamplesE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Examples that are not run, by id. */
  private static final Map<String, String> LISTED =
      Map.of(
          "snooze-window", "SuppressionE2E, with a shorter time",
          "on-change-repeat", "SuppressionE2E");

  private final Gatehook gatehook;
  private final Api api;
  private final Receiver receiver = new Receiver();

  ExamplesE2E(Gatehook gatehook, Api api) {
    this.gatehook = gatehook;
    this.api = api;
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  private static List<JsonObject> examples() {
    JsonObject file = Vectors.read("/vectors/examples.json").asJsonObject();
    return file.getJsonArray("cases").getValuesAs(JsonObject.class);
  }

  @TestFactory
  Stream<DynamicTest> doesAsTheExampleSays() {
    return examples().stream()
        .filter(example -> !LISTED.containsKey(example.getString("id")))
        .map(example -> dynamicTest(example.getString("id"), () -> check(example)));
  }

  @Test
  void listsOnlyExamplesThatThereAre() {
    assertThat(examples())
        .extracting(example -> example.getString("id"))
        .containsAll(LISTED.keySet());
  }

  private void check(JsonObject example) {
    String handler = example.getJsonObject("hook").getString("handler");
    if (handler.equals("log")) {
      checkLog(example);
    } else if (handler.equals("webhook-custom")) {
      checkCustom(example);
    } else if (handler.equals("lambda")) {
      checkLambda(example);
    } else {
      checkWebhook(example);
    }
  }

  private void checkLog(JsonObject example) {
    Answer created = api.post("/event-hooks", example.getJsonObject("hook"));
    assertThat(created.status()).isEqualTo(201);
    JsonObject expected = example.getJsonObject("expect");
    if (expected.containsKey("admin_response_body")) {
      checkRepresentation(created.json(), expected.getJsonObject("admin_response_body"));
    } else {
      checkLine(example, expected.getJsonObject("log").getJsonArray("example_order"));
    }
    api.delete("/event-hooks/" + created.json().getString("id"));
  }

  private static void checkRepresentation(JsonObject hook, JsonObject expected) {
    assertThat(hook.getString("id")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(hook.getJsonNumber("created_at").isIntegral()).isTrue();
    var known = Json.VALUES.createObjectBuilder(hook).remove("updated_at");
    var given = Json.VALUES.createObjectBuilder(expected);
    for (String name : List.of("id", "created_at")) {
      known.remove(name);
      given.remove(name);
    }
    assertThat(known.build()).isEqualTo(given.build());
  }

  private void checkLine(JsonObject example, JsonArray order) {
    JsonObject event = example.getJsonObject("event");
    api.post(
        "/worker-events",
        Json.VALUES.createObjectBuilder(event).add("pid", order.getInt(3)).build());

    String line = await().atMost(LIMIT).until(this::lastEventLine, found -> !found.isEmpty());
    JsonObject logged = Json.stored(line.getBytes(StandardCharsets.UTF_8));

    assertThat(logged.keySet()).containsExactly("event", "source", "data", "pid");
    assertThat(List.copyOf(logged.values())).isEqualTo(List.copyOf(order));
  }

  private String lastEventLine() {
    return gatehook
        .log()
        .lines()
        .filter(line -> line.contains(" gatehook.event: "))
        .map(line -> line.substring(line.indexOf('{')))
        .reduce("", (first, second) -> second);
  }

  private void checkCustom(JsonObject example) {
    String path = "/" + example.getString("id");
    String id = api.created(hook(example, path));
    JsonObject event = example.getJsonObject("event");
    JsonObject expected = example.getJsonObject("expect").getJsonObject("outbound");
    api.event(event.getString("source"), event.getString("event"), event.getJsonObject("data"));

    Receiver.Request request = received(path + query(expected), 1);
    checkRequest(request, expected, id);
    if (expected.containsKey("body_text")) {
      assertThat(request.body()).isEqualTo(expected.getString("body_text"));
    }
    assertThat(receiver.requests()).filteredOn(all -> all.path().startsWith(path)).hasSize(1);
    api.delete("/event-hooks/" + id);
  }

  private static String query(JsonObject expected) {
    return expected.containsKey("query")
        ? expected.getJsonObject("query").entrySet().stream()
            .map(each -> each.getKey() + "=" + ((JsonString) each.getValue()).getString())
            .collect(Collectors.joining("&", "?", ""))
        : "";
  }

  /** The hook of an example, with a url of the receiver here. */
  private JsonObject hook(JsonObject example, String path) {
    JsonObject hook = example.getJsonObject("hook");
    var config = Json.VALUES.createObjectBuilder(hook.getJsonObject("config"));
    config.add("url", receiver.url(path));
    return Json.VALUES.createObjectBuilder(hook).add("config", config).build();
  }

  private void checkLambda(JsonObject example) {
    String id = api.created(example.getJsonObject("hook"));
    JsonObject event = example.getJsonObject("event");
    api.event(event.getString("source"), event.getString("event"), event.getJsonObject("data"));

    JsonObject expected = example.getJsonObject("expect");
    boolean success = expected.getString("outcome").startsWith("success");
    assertThat(firstAttempt(id).getString("outcome"))
        .isEqualTo(success ? "delivered" : "retryable");
    if (expected.get("log") instanceof JsonObject log) {
      assertThat(log.getString("level")).isEqualTo("error");
      assertThat(gatehook.log().lines())
          .anyMatch(
              line ->
                  line.contains("SEVERE  gatehook.lua: ")
                      && line.contains(log.getString("contains")));
    }
    api.delete("/event-hooks/" + id);
  }

  private JsonObject firstAttempt(String hook) {
    String path = "/event-hooks/" + hook + "/deliveries";
    String delivery =
        await()
            .atMost(LIMIT)
            .until(
                () -> api.get(path).data().getValuesAs(JsonObject.class),
                found -> found.stream().anyMatch(one -> one.getInt("attempt_count") > 0))
            .get(0)
            .getString("id");
    return api.get("/deliveries/" + delivery).json().getJsonArray("attempts").getJsonObject(0);
  }

  private void checkWebhook(JsonObject example) {
    String path = "/" + example.getString("id");
    JsonObject hook = hook(example, path);
    String id = api.created(hook);
    Receiver.Request ping = received(path, 1);
    Receiver.Request request =
        example.getJsonObject("event").containsKey("trigger") ? ping : caused(example, id, path);

    checkRequest(request, example.getJsonObject("expect").getJsonObject("outbound"), id);
    if (hook.getJsonObject("config").containsKey("secret")) {
      String secret = hook.getJsonObject("config").getString("secret");
      assertThat(request.headers())
          .containsEntry("x-kong-signature", "sha1=" + hmac(request.body(), secret));
      checkReference(example.getJsonObject("expect").getJsonObject("outbound"), secret);
    }
    api.delete("/event-hooks/" + id);
  }

  /** What the receiver got for the event, or for the test, of an example. */
  private Receiver.Request caused(JsonObject example, String id, String path) {
    JsonObject event = example.getJsonObject("event");
    if (event.containsKey("request")) {
      JsonObject expected = example.getJsonObject("expect").getJsonObject("admin_response");
      checkTest(
          api.post("/event-hooks/" + id + "/test", event.getJsonObject("request").get("json")),
          expected);
    } else {
      api.event(event.getString("source"), event.getString("event"), event.getJsonObject("data"));
    }
    return received(path, 2);
  }

  private static void checkTest(Answer answer, JsonObject expected) {
    JsonObject shape = expected.getJsonObject("body_json_shape");
    JsonObject result = answer.json().getJsonObject("result");

    assertThat(answer.status()).isEqualTo(expected.getInt("status"));
    assertThat(answer.json().keySet()).isEqualTo(shape.keySet());
    assertThat(answer.json().get("data")).isEqualTo(shape.get("data"));
    assertThat(result.keySet()).isEqualTo(shape.getJsonObject("result").keySet());
    assertThat(result.getInt("status")).isEqualTo(200);
    assertThat(result.getJsonObject("headers")).isNotEmpty();
  }

  private Receiver.Request received(String path, int count) {
    await().atMost(LIMIT).until(() -> receiver.requests(path).size() >= count);
    assertThat(receiver.requests(path)).hasSize(count);
    return receiver.requests(path).get(count - 1);
  }

  private void checkRequest(Receiver.Request request, JsonObject expected, String id) {
    assertThat(request.method()).isEqualTo(expected.getString("method"));
    if (expected.containsKey("headers_subset")) {
      expected
          .getJsonObject("headers_subset")
          .forEach(
              (name, value) ->
                  assertThat(request.headers())
                      .containsEntry(name, ((JsonString) value).getString()));
    }
    if (expected.get("body_json") instanceof JsonObject json) {
      assertThat(body(request)).isEqualTo(json.containsKey("event_hooks") ? ping(json, id) : json);
    }
    if (expected.get("body_json_subset") instanceof JsonObject subset) {
      JsonObject body = body(request);
      assertThat(jakarta.json.Json.createMergePatch(subset).apply(body)).isEqualTo(body);
    }
  }

  private static JsonObject body(Receiver.Request request) {
    return Json.stored(request.body().getBytes(StandardCharsets.UTF_8));
  }

  /** The expected ping with the id, times and url that the hook has here. */
  private JsonObject ping(JsonObject expected, String id) {
    JsonObject stored = api.get("/event-hooks/" + id).json();
    JsonObject example = expected.getJsonObject("event_hooks");
    var hook = Json.VALUES.createObjectBuilder(example);
    for (String name : List.of("id", "created_at", "updated_at")) {
      hook.add(name, stored.get(name));
    }
    JsonValue url = stored.getJsonObject("config").get("url");
    hook.add(
        "config", Json.VALUES.createObjectBuilder(example.getJsonObject("config")).add("url", url));
    return Json.VALUES.createObjectBuilder(expected).add("event_hooks", hook).build();
  }

  private static void checkReference(JsonObject expected, String secret) {
    assertThat(hmac(expected.getString("signature_over_raw_body"), secret))
        .isEqualTo(expected.getString("hmac_hex"));
  }

  private static String hmac(String body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
