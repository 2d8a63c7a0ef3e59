package io.gatehook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.http.proxy.TestProxy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that may call little, and that through a proxy. */
class EgressE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static Receiver receiver;
  private static TestProxy proxy;
  private static Gatehook gatehook;
  private static Api api;

  @BeforeAll
  static void start() {
    receiver = Receiver.answering(Receiver.OK);
    proxy = new TestProxy(receiver.port(), Optional.of("ada:secret"));
    gatehook =
        Gatehook.start(
            Map.of(
                "gatehook.egress.private", "deny",
                "gatehook.egress.allow", "127.0.0.1",
                "gatehook.egress.deny", "*.denied.test 9.9.9.9",
                "gatehook.proxy.url", "http://ada:secret@127.0.0.1:" + proxy.port(),
                "gatehook.delivery.schedule", "100ms"));
    api = new Api(gatehook.url());
  }

  @AfterAll
  static void stop() {
    gatehook.close();
    proxy.close();
    receiver.close();
  }

  private static JsonObject hook(String handler, String source, String url) {
    var config = Json.createObjectBuilder().add("url", url);
    if (handler.equals("webhook-custom")) {
      config.add("method", "POST");
    }
    return Json.createObjectBuilder()
        .add("source", source)
        .add("handler", handler)
        .add("config", config)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/, 10.0.0.1 is private",
    "http://127.0.0.2/, 127.0.0.2 is loopback",
    "http://0x7f.2:8080/x, 127.0.0.2 is loopback",
    "http://2130706434/, 127.0.0.2 is loopback",
    "http://0177.0.0.2/, 127.0.0.2 is loopback",
    "http://[::1]/, 0:0:0:0:0:0:0:1 is loopback",
    "http://[::ffff:10.0.0.1]/, 10.0.0.1 is private",
    "http://[64:ff9b::a00:1]/, which is private",
    "http://169.254.169.254/latest/meta-data/, 169.254.169.254 is link-local",
    "http://0/, 0.0.0.0 is unspecified",
    "http://9.9.9.9/, 9.9.9.9 is in gatehook.egress.deny",
    "https://hooks.denied.test/, hooks.denied.test is in gatehook.egress.deny",
  })
  void aHookIsRefusedWhoseReceiverMayNotBeCalled(String url, String reason) {
    for (String handler : List.of("webhook", "webhook-custom")) {
      Api.Answer answer = api.post("/event-hooks", hook(handler, "refused", url));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().getJsonObject("fields").getJsonObject("config").getString("url"))
          .startsWith("egress refused: ")
          .contains(reason);
    }
    assertThat(api.get("/event-hooks?size=1000").body()).doesNotContain("\"refused\"");
  }

  @Test
  void itsOwnListenerIsNoReceiver() {
    Api.Answer answer =
        api.post("/event-hooks", hook("webhook", "loop", gatehook.url() + "/worker-events"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("where Gatehook itself listens");
  }

  /** That a name reaches what may not be called shows when it is dialled. */
  @Test
  void anAttemptIsRefusedWhoseNameReachesGatehookItself() {
    String url = gatehook.url().replace("127.0.0.1", "localhost") + "/worker-events";
    String id = api.created(hook("webhook", "named", url));
    api.event("named", "happened", JsonValue.EMPTY_JSON_OBJECT);

    JsonObject delivery =
        await()
            .atMost(LIMIT)
            .until(
                () -> api.get("/event-hooks/" + id + "/deliveries").data().getJsonObject(0),
                found -> found.getString("status").equals("exhausted"));

    JsonObject told = api.get("/deliveries/" + delivery.getString("id")).json();
    assertThat(told.getJsonArray("attempts").getValuesAs(JsonObject.class))
        .hasSize(2)
        .allMatch(attempt -> attempt.getString("outcome").equals("retryable"))
        .allMatch(attempt -> attempt.getInt("tries") == 1)
        .allMatch(attempt -> attempt.getString("error").startsWith("egress refused: "));
    Api.Answer tested = api.post("/event-hooks/" + id + "/test", "application/json", "{\"a\":1}");
    assertThat(tested.status()).isEqualTo(502);
    assertThat(tested.json().getString("message")).startsWith("egress refused: ");
  }

  @Test
  void whatIsAllowedIsCalledAndWhatIsPublicGoesThroughTheProxy() throws InterruptedException {
    api.created(hook("webhook-custom", "allowed", receiver.url() + "/straight"));
    api.created(hook("webhook-custom", "public", "http://93.184.215.14:7777/forwarded"));

    api.event("allowed", "happened", JsonValue.EMPTY_JSON_OBJECT);
    assertThat(receiver.request().target()).isEqualTo("/straight");
    assertThat(proxy.asked()).isEmpty();

    api.event("public", "happened", JsonValue.EMPTY_JSON_OBJECT);
    assertThat(receiver.request().target()).isEqualTo("/forwarded");
    assertThat(proxy.asked()).containsExactly("POST http://93.184.215.14:7777/forwarded");
    assertThat(gatehook.log()).doesNotContain("secret");
  }
}
