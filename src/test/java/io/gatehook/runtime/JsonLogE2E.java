package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log of a server that writes JSON. */
class JsonLogE2E {

  @Test
  void everyLineIsAnObjectAndTheLineOfAnAttemptHasItsIds() {
    try (var receiver = new Receiver();
        Gatehook gatehook = Gatehook.start(Map.of("gatehook.log.json", "true"))) {
      var api = new Api(gatehook.url());
      String hook = api.webhook("crud", receiver.url("/ok"));
      api.event("crud", "consumers", JsonValue.EMPTY_JSON_OBJECT);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> lines(gatehook).stream().anyMatch(line -> line.containsKey("attempt")));
      String delivery = api.get("/deliveries").data().getJsonObject(0).getString("id");
      gatehook.terminate();

      assertThat(lines(gatehook))
          .allMatch(
              line -> line.keySet().containsAll(List.of("time", "level", "logger", "message")))
          .anySatisfy(
              line -> {
                assertThat(line.getString("delivery", "")).isEqualTo(delivery);
                assertThat(line.getString("hook")).isEqualTo(hook);
                assertThat(line.getInt("attempt")).isEqualTo(1);
                assertThat(line.getString("outcome")).isEqualTo("delivered");
                assertThat(line.getInt("duration_ms")).isNotNegative();
              })
          .anyMatch(line -> line.getString("message").equals("Gatehook stopped"));
    }
  }

  /** All but the block at the end of the start, which goes to standard output. */
  private static List<JsonObject> lines(Gatehook gatehook) {
    String log = gatehook.log().replaceAll("(?s)\n?Gatehook \\S+ is ready.*?stops it\\.\n+", "");
    return log.lines().filter(line -> !line.isBlank()).map(JsonLogE2E::parsed).toList();
  }

  private static JsonObject parsed(String line) {
    try (var reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
