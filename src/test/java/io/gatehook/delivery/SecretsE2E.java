package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StoreAddress;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets planted in hooks and in what a receiver answers, and looked for wherever they may go. */
class SecretsE2E {
  private static final String SECRET = "planted";
  private static final String USER = SECRET + ":" + SECRET;
  private static final String BASIC =
      Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8));

  @TempDir private Path data;

  @Test
  void secretsOfAHookAreInItsOwnAnswersAndNowhereElse() throws SQLException {
    try (var receiver = new Receiver();
        Gatehook gatehook =
            Gatehook.start(
                Map.of(
                    "gatehook.data.dir", data.toString(),
                    "gatehook.delivery.schedule", "100ms",
                    "gatehook.call.connect-timeout", "1s"))) {
      receiver.on("/planted?token=planted", SecretsE2E::refuse);
      var api = new Api(gatehook.url());
      String hook = api.created(hook("webhook", receiver.url("/planted?token=planted")));
      api.created(hook("webhook-custom", receiver.url("/planted?token=planted")));
      api.created(hook("webhook", "http://127.0.0.1:%d/planted".formatted(Gatehook.freePort())));
      api.event("crud", "consumers", JsonValue.EMPTY_JSON_OBJECT);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> api.get("/deliveries?status=exhausted").data().size() == 3);

      assertThat(api.get("/event-hooks/" + hook).body()).contains(SECRET);
      assertThat(receiver.requests()).isNotEmpty().allMatch(sent -> sent.path().contains(SECRET));
      for (JsonObject delivery : api.get("/deliveries").data().getValuesAs(JsonObject.class)) {
        String shown = api.get("/deliveries/" + delivery.getString("id")).body();
        assertThat(shown).contains("http://127.0.0.1:").doesNotContain(SECRET, BASIC);
      }
      assertThat(api.get("/event-hooks/" + hook + "/status").body()).doesNotContain(SECRET);
      assertThat(api.get("/metrics").body()).doesNotContain(SECRET, BASIC);
      gatehook.terminate();

      assertThat(gatehook.log()).contains("exhausted", "Gatehook stopped");
      assertThat(gatehook.log()).doesNotContain(SECRET, BASIC);
      assertThat(stored()).contains("127.0.0.1", "EXHAUSTED", "***").doesNotContain(SECRET, BASIC);
    }
  }

  private static void refuse(HttpExchange exchange, Receiver.Request request) throws IOException {
    exchange.getResponseHeaders().add("Set-Cookie", "session=planted");
    exchange.getResponseHeaders().add("X-Session-Token", SECRET);
    exchange.getResponseHeaders().add("Location", "https://planted@127.0.0.1/planted");
    Receiver.status(exchange, 503);
  }

  private static JsonObject hook(String handler, String url) {
    var headers =
        Json.createObjectBuilder()
            .add("Cookie", SECRET)
            .add("X-Api-Key", SECRET)
            .add("X-Auth-Token", SECRET)
            .add("X-Client-Secret", SECRET);
    var config =
        Json.createObjectBuilder()
            .add("url", url.replace("//", "//" + USER + "@"))
            .add("headers", headers)
            .add("secret", SECRET);
    if (handler.equals("webhook-custom")) {
      config.add("method", "POST");
    }
    return Json.createObjectBuilder()
        .add("source", "crud")
        .add("handler", handler)
        .add("config", config)
        .build();
  }

  /** Every value of every table but that of the hooks, which keeps what they are. */
  private String stored() throws SQLException {
    try (Connection store =
        DriverManager.getConnection(address().url(), address().user(), address().password())) {
      var text = new StringBuilder();
      for (String table : tables(store)) {
        try (var statement = store.createStatement();
            ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              Object value = rows.getObject(i);
              byte[] bytes = value instanceof byte[] ? (byte[]) value : null;
              text.append(bytes == null ? value : new String(bytes, StandardCharsets.UTF_8));
              text.append('\n');
            }
          }
        }
      }
      return text.toString();
    }
  }

  private StoreAddress address() {
    return StoreAddress.of(
        Settings.ofProcess(Map.of("gatehook.data.dir", data.toString()), Map.of()));
  }

  private static List<String> tables(Connection store) throws SQLException {
    var names = new ArrayList<String>();
    try (ResultSet tables = store.getMetaData().getTables(null, "public", "%", null)) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    assertThat(names).contains("attempt", "delivery", "event_hook");
    names.remove("event_hook");
    return names;
  }
}
