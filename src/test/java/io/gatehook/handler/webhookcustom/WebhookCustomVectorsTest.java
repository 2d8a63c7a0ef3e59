package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.Vectors;
import io.gatehook.http.HttpCall;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of a templated webhook, as the request that it makes. */
class WebhookCustomVectorsTest {

  @TestFactory
  Stream<DynamicTest> sendsWhatTheExampleExpects() {
    return Vectors.of("webhook-custom").stream()
        .map(example -> DynamicTest.dynamicTest(example.getString("id"), () -> check(example)));
  }

  @Test
  void knowsEveryExample() {
    assertThat(Vectors.of("webhook-custom")).hasSize(12);
  }

  private static void check(JsonObject example) {
    JsonObject event = example.getJsonObject("event");
    JsonObject expected = example.getJsonObject("expect").getJsonObject("outbound");
    var webhook = CustomWebhook.of(example.getJsonObject("hook").getJsonObject("config"));
    webhook.handle(
        new HandlerCall(
            CustomWebhook.DELIVERY,
            1,
            WorkerEvent.of(
                event.getString("source"), event.getString("event"), event.getJsonObject("data"))));
    HttpCall call = webhook.onlyRequest();
    String[] url = call.url().text().split("\\?", 2);

    assertThat(call.method()).isEqualTo(expected.getString("method"));
    assertThat(url[0]).isEqualTo(expected.getString("url"));
    assertThat(query(url)).isEqualTo(texts(expected.getJsonObject("query")));
    assertThat(call.headers())
        .containsAllEntriesOf(texts(expected.getJsonObject("headers_subset")));
    assertThat(expected.containsKey("body_json")).isNotEqualTo(expected.containsKey("body_text"));
    if (expected.containsKey("body_json")) {
      assertThat(Json.stored(call.body())).isEqualTo(expected.getJsonObject("body_json"));
    } else {
      assertThat(CustomWebhook.body(call)).isEqualTo(expected.getString("body_text"));
    }
  }

  private static Map<String, String> query(String[] url) {
    var query = new TreeMap<String, String>();
    if (url.length == 2) {
      for (String pair : url[1].split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(decoded(parts[0]), decoded(parts[1]));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> texts(JsonObject object) {
    var texts = new TreeMap<String, String>();
    if (object != null) {
      object.forEach((name, value) -> texts.put(name, ((JsonString) value).getString()));
    }
    return texts;
  }
}
