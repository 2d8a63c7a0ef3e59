package io.gatehook.handler.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Vectors;
import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.RequestSender;
import io.gatehook.handler.request.Signature;
import io.gatehook.handler.request.SignatureFormat;
import io.gatehook.http.HttpAnswer;
import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpOutcome.Answered;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of a webhook, as the request that it makes. */
class WebhookVectorsTest {
  /** Examples of suppression, which is not the handler's. */
  private static final List<String> OTHERS = List.of("snooze-window", "on-change-repeat");

  private final List<HttpCall> sent = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> sendsWhatTheExampleExpects() {
    return Vectors.of("webhook").stream()
        .filter(example -> !OTHERS.contains(example.getString("id")))
        .map(example -> DynamicTest.dynamicTest(example.getString("id"), () -> check(example)));
  }

  @Test
  void knowsEveryExample() {
    assertThat(Vectors.of("webhook")).hasSize(11);
  }

  private void check(JsonObject example) {
    JsonObject hook = example.getJsonObject("hook");
    JsonObject expected = example.getJsonObject("expect").getJsonObject("outbound");
    PreparedHandler prepared = prepare(hook);
    prepared.handle(new HandlerCall(UUID.randomUUID(), 1, event(example, prepared)));
    HttpCall call = sent.remove(0);
    JsonObject body = Json.stored(call.body());

    assertThat(call.method()).isEqualTo(expected.getString("method"));
    assertThat(call.url().text()).isEqualTo(expected.getString("url"));
    assertThat(call.tlsVerify()).isFalse();
    JsonObject headers = expected.getJsonObject("headers_subset");
    if (headers != null) {
      headers.forEach(
          (name, value) ->
              assertThat(call.headers()).containsEntry(name, ((JsonString) value).getString()));
    }
    if (expected.containsKey("body_json")) {
      assertThat(body).isEqualTo(expected.getJsonObject("body_json"));
    }
    if (expected.containsKey("body_json_subset")) {
      JsonObject subset = expected.getJsonObject("body_json_subset");
      assertThat(jakarta.json.Json.createMergePatch(subset).apply(body)).isEqualTo(body);
    }
    if (expected.containsKey("signature_over_raw_body")) {
      checkSignature(expected, call, hook);
    }
  }

  private static void checkSignature(JsonObject expected, HttpCall call, JsonObject hook) {
    String secret = hook.getJsonObject("config").getString("secret");
    var signature = new Signature(RequestConfig.defaults().kongVersion(), SignatureFormat.ALG_HEX);
    byte[] raw = expected.getString("signature_over_raw_body").getBytes(StandardCharsets.UTF_8);

    assertThat(signature.of(raw, secret)).isEqualTo("sha1=" + expected.getString("hmac_hex"));
    assertThat(call.headers())
        .containsEntry(expected.getString("header"), signature.of(call.body(), secret));
  }

  private PreparedHandler prepare(JsonObject hook) {
    var config = jakarta.json.Json.createObjectBuilder();
    config.add("headers", JsonValue.EMPTY_JSON_OBJECT).addNull("secret").add("ssl_verify", false);
    hook.getJsonObject("config").forEach(config::add);
    return new PreparedWebhook(
        config.build(),
        RequestConfig.defaults(),
        new RequestSender(
            call -> {
              sent.add(call);
              return new Answered(new HttpAnswer(200, Map.of(), "", false), 1);
            },
            Clock.systemUTC()));
  }

  private static WorkerEvent event(JsonObject example, PreparedHandler prepared) {
    JsonObject hook = example.getJsonObject("hook");
    JsonObject event = example.getJsonObject("event");
    if (event.containsKey("trigger")) {
      return ping(example, prepared);
    }
    JsonObject data =
        event.containsKey("request")
            ? event.getJsonObject("request").getJsonObject("json")
            : event.getJsonObject("data");
    return WorkerEvent.of(hook.getString("source"), hook.getString("event"), data);
  }

  private static WorkerEvent ping(JsonObject example, PreparedHandler prepared) {
    var expected = example.getJsonObject("expect").getJsonObject("outbound");
    JsonObject hook = expected.getJsonObject("body_json").getJsonObject("event_hooks");
    var shown =
        jakarta.json.Json.createObjectBuilder(hook)
            .add("config", prepared.pingConfig().orElseThrow());
    JsonObject data = jakarta.json.Json.createObjectBuilder().add("event_hooks", shown).build();
    return WorkerEvent.of("kong:event_hooks", "ping", data);
  }
}
