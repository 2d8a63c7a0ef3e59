package io.gatehook.admin.ingest;

import static io.gatehook.admin.ingest.Ingest.bytes;
import static io.gatehook.admin.ingest.Ingest.counts;
import static io.gatehook.admin.ingest.Ingest.gzip;
import static io.gatehook.admin.ingest.Ingest.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Worker events that are taken: their forms, what is counted, told and erased. */
@ExtendWith(SharedGatehook.class)
class IngestE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Api api;
  private final Ingest ingest;
  private final Receiver receiver = new Receiver();
  private final String source = "taken-" + UUID.randomUUID();
  private String hook;

  IngestE2E(Api api) {
    this.api = api;
    this.ingest = new Ingest(api);
  }

  @BeforeEach
  void createHook() {
    hook = api.webhook(source, receiver.url("/hook"));
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  private List<JsonObject> awaitReceived(int count) {
    await().atMost(LIMIT).until(() -> receiver.bodies("/hook").size() >= count);
    assertThat(receiver.bodies("/hook")).hasSize(count);
    return receiver.bodies("/hook").stream()
        .map(body -> Json.stored(body.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static void assertTaken(Answer answer, JsonObject counts) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json()).isEqualTo(counts);
  }

  private String event() {
    return api.get("/event-hooks/" + hook + "/deliveries")
        .data()
        .getJsonObject(0)
        .getString("worker_event");
  }

  private String keyed(String key, String data) {
    return item(source, data).replaceFirst("\\{", "{\"id\":\"" + key + "\",");
  }

  @Test
  void takesOneAnArrayAndLines() {
    String one = item(source, "{\"n\":1}");

    assertTaken(ingest.json(one), counts(1, 0, 0, 1));
    assertTaken(ingest.json("[" + one + "," + one + "]"), counts(2, 0, 0, 2));
    assertTaken(ingest.lines(one + "\n\n" + one + "\r\n" + one + "\n"), counts(3, 0, 0, 3));
    assertTaken(ingest.json("[]"), counts(0, 0, 0, 0));
    assertTaken(ingest.lines(""), counts(0, 0, 0, 0));

    assertThat(awaitReceived(6)).allMatch(body -> body.getInt("n") == 1);
  }

  @Test
  void takesGzip() {
    byte[] packed = gzip(bytes(item(source, "{\"n\":1}")));

    assertTaken(ingest.encoded("gzip", packed), counts(1, 0, 0, 1));
    assertTaken(ingest.encoded("identity", bytes(item(source, "{\"n\":2}"))), counts(1, 0, 0, 1));

    assertThat(awaitReceived(2)).extracting(body -> body.getInt("n")).contains(1, 2);
  }

  @Test
  void takesAThousandEvents() {
    String many = String.join(",", java.util.Collections.nCopies(1000, item("nobody", "{}")));

    assertTaken(ingest.json("[" + many + "]"), counts(1000, 0, 0, 0));
  }

  @Test
  void countsEventsThatNobodyWants() {
    String wanted = item(source, "{}");
    String unwanted = item("nobody-" + source, "{}");

    assertTaken(ingest.json("[" + wanted + "," + unwanted + "]"), counts(2, 0, 0, 1));
    awaitReceived(1);
  }

  @Test
  void keepsHostileDataIntact() {
    String data =
        "{\"nul\":\"a\\u0000b\",\"lone\":\"\\ud800x\\udc00\",\"\\u0000\":1,\"n\":1.10,\"big\":1E400}";

    assertTaken(ingest.json(item(source, data)), counts(1, 0, 0, 1));

    JsonObject body = awaitReceived(1).get(0);
    JsonObject sent = Json.stored(bytes(data));
    sent.forEach((name, value) -> assertThat(body.get(name)).as(name).isEqualTo(value));
    assertThat(receiver.bodies("/hook").get(0)).contains("\\u0000", "\\ud800", "\\udc00", "1.10");
    assertThat(api.get("/worker-events/" + event()).json().get("data")).isEqualTo(sent);
  }

  @Test
  void aRepeatDoesNoHarm() {
    String key = UUID.randomUUID().toString();

    assertTaken(ingest.json(keyed(key, "{\"a\":1,\"b\":2}")), counts(1, 0, 0, 1));
    assertTaken(ingest.json(keyed(key, "{\"b\":2,\"a\":1}")), counts(0, 1, 0, 0));
    assertTaken(ingest.json(keyed(key, "{\"a\":2}")), counts(0, 0, 1, 0));
    String both = "[%s,%s]".formatted(keyed(key + "-2", "{}"), keyed(key + "-2", "{}"));
    assertTaken(ingest.json(both), counts(1, 1, 0, 1));

    awaitReceived(2);
    assertThat(api.get("/event-hooks/" + hook + "/deliveries").data()).hasSize(2);
  }

  @Test
  void showsAnEventByIdAndByKey() {
    String item =
        keyed("the key/1", "{\"n\":1}")
            .replaceFirst(
                "\\{",
                "{\"node_id\":\"gw-1\",\"pid\":7,\"occurred_at\":\"2026-01-02T03:04:05.678+01:00\",");
    assertTaken(ingest.json(item), counts(1, 0, 0, 1));
    awaitReceived(1);

    JsonObject byId = api.get("/worker-events/" + event()).json();
    JsonObject byKey = api.get("/worker-events?source=" + source + "&key=the%20key/1").json();

    assertThat(byKey.getString("id")).isEqualTo(byId.getString("id"));
    assertThat(byId.getString("key")).isEqualTo("the key/1");
    assertThat(byId.getString("source")).isEqualTo(source);
    assertThat(byId.getString("event")).isEqualTo("happened");
    assertThat(byId.getString("workspace")).isEqualTo("default");
    assertThat(byId.getString("node_id")).isEqualTo("gw-1");
    assertThat(byId.getInt("pid")).isEqualTo(7);
    assertThat(byId.getString("occurred_at")).isEqualTo("2026-01-02T02:04:05.678Z");
    assertThat(byId.getJsonObject("data").getInt("n")).isEqualTo(1);
    assertThat(byId.getString("received_at")).endsWith("Z");
    assertThat(byId.getJsonArray("deliveries"))
        .singleElement()
        .matches(delivery -> delivery.asJsonObject().getString("event_hook").equals(hook));
  }

  @Test
  void knowsEventsByIdOrByKeyOnly() {
    assertThat(api.get("/worker-events").status()).isEqualTo(400);
    assertThat(api.get("/worker-events?source=" + source).status()).isEqualTo(400);
    assertThat(api.get("/worker-events?source=" + source + "&key=no").status()).isEqualTo(404);
    assertThat(api.get("/worker-events?source=a%00&key=no").status()).isEqualTo(400);
    assertThat(api.get("/worker-events/7").json().getInt("code")).isEqualTo(1);
    assertThat(api.delete("/worker-events/7").json().getInt("code")).isEqualTo(1);
    assertThat(api.get("/worker-events/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(api.delete("/worker-events/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void erasesWhatWasSaidAndKeepsThatItWas() {
    receiver.on(
        "/hook",
        (exchange, request) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(bytes("answered-secret"));
        });
    ingest.json(keyed("to-erase", "{\"personal\":\"told-secret\"}"));
    awaitReceived(1);
    String id = event();
    JsonObject delivery = awaitDelivered(id);
    assertThat(attempts(delivery)).contains("told-secret", "answered-secret");

    assertThat(api.delete("/worker-events/" + id).status()).isEqualTo(204);

    JsonObject erased = api.get("/worker-events/" + id).json();
    assertThat(erased.get("data")).isEqualTo(JsonValue.NULL);
    assertThat(erased.getJsonArray("deliveries")).hasSize(1);
    assertThat(attempts(delivery)).doesNotContain("secret").contains("\"number\":1");
    String again = "/deliveries/" + delivery.getString("id") + "/redeliver";
    assertThat(api.post(again).status()).isEqualTo(409);
    assertThat(api.delete("/worker-events/" + id).status()).isEqualTo(204);
    assertTaken(
        ingest.json(keyed("to-erase", "{\"personal\":\"told-secret\"}")), counts(0, 1, 0, 0));
  }

  private JsonObject awaitDelivered(String event) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> api.get("/worker-events/" + event).json().getJsonArray("deliveries"),
            list -> list.getJsonObject(0).getString("status").equals("delivered"))
        .getJsonObject(0);
  }

  private String attempts(JsonObject delivery) {
    return api.get("/deliveries/" + delivery.getString("id"))
        .json()
        .getJsonArray("attempts")
        .toString();
  }
}
