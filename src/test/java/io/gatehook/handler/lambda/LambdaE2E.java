package io.gatehook.handler.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Gatehook;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lambda of Kong's guide: an error for every change of a consumer, then one that works. */
@ExtendWith(SharedGatehook.class)
class LambdaE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String GUIDE =
      """
      return function (data, event, source, pid)
        local user = data.entity.username
        error("Event hook on consumer " .. user .. "")
      end
      """;
  private static final String SUCCESS =
      "return function (data) print('saw ', data.entity.username) return true end";

  private final Gatehook gatehook;
  private final Api api;

  LambdaE2E(Gatehook gatehook, Api api) {
    this.gatehook = gatehook;
    this.api = api;
  }

  /** As {@code curl -d} and {@code curl -F} send the guide's arguments. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void failsAsTheGuideShowsUntilTheHookIsMended(boolean multipart) {
    Answer created = multipart ? postParts() : api.post("/event-hooks", FORM, formBody());
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.json().getJsonObject("config").getJsonArray("functions").getString(0))
        .isEqualTo(GUIDE);
    String hook = "/event-hooks/" + created.json().getString("id");
    String user = multipart ? "ada" : "grace";

    api.event("dao:crud", "create", change(user));
    String error =
        "[string \"return function (data, event, source, pid)...\"]:3: Event hook on consumer "
            + user;
    String delivery = await().atMost(LIMIT).until(() -> attempted(hook), id -> !id.isEmpty());
    JsonObject first = attempts(delivery).getJsonObject(0);
    assertThat(first.getString("outcome")).isEqualTo("retryable");
    assertThat(first.getString("error")).isEqualTo(error);
    assertThat(gatehook.log().lines())
        .anyMatch(line -> line.contains("SEVERE  gatehook.lua: ") && line.endsWith(error));

    Answer mended =
        api.send(
            api.request(hook)
                .header("Content-Type", FORM)
                .method("PATCH", BodyPublishers.ofString("config.functions=" + SUCCESS)));
    assertThat(mended.status()).as(mended.body()).isEqualTo(200);
    await().atMost(LIMIT).until(() -> status(delivery).equals("delivered"));
    JsonArray attempts = attempts(delivery);
    JsonObject last = attempts.getJsonObject(attempts.size() - 1);
    assertThat(last.getJsonArray("log")).hasToString("[\"notice: saw  " + user + "\"]");
    api.delete(hook);
  }

  @Test
  void refusesCodeThatDoesNotCompile() {
    Answer answer = api.post("/event-hooks", hook("return function (data) return 1 +"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getJsonObject("fields"))
        .hasToString(
            """
            {"config":{"functions":["[string \\"return function (data) return 1 +\\"]:1: \
            unexpected symbol near '<eof>'"]}}""");
  }

  @Test
  void refusesAChangeToCodeThatFailsWhenItRuns() {
    String hook = "/event-hooks/" + api.created(hook(SUCCESS));
    Answer answer =
        api.send(
            api.request(hook)
                .header("Content-Type", FORM)
                .method("PATCH", BodyPublishers.ofString("config.functions=error('no', 0)")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getJsonObject("fields"))
        .hasToString("{\"config\":{\"functions\":[\"no\"]}}");
    assertThat(api.get(hook).body()).contains("saw ");
    api.delete(hook);
  }

  @Test
  void answersATestWithWhatTheCodeDid() {
    String hook = "/event-hooks/" + api.created(hook(SUCCESS));
    Answer well = api.post(hook + "/test", change("ada"));
    Answer ill = api.post(hook + "/test", Json.VALUES.createObjectBuilder().build());
    Answer ping = api.get(hook + "/ping");

    assertThat(well.status()).isEqualTo(200);
    assertThat(well.json().getJsonObject("result"))
        .hasToString("{\"success\":true,\"error\":null,\"log\":[\"notice: saw  ada\"]}");
    assertThat(ill.status()).isEqualTo(200);
    assertThat(ill.json().getJsonObject("result").getBoolean("success")).isFalse();
    assertThat(ill.json().getJsonObject("result").getString("error"))
        .endsWith(":1: attempt to index field 'entity' (a nil value)");
    assertThat(ping.status()).isEqualTo(400);
    api.delete(hook);
  }

  private static String formBody() {
    return "source=crud&event=consumers&handler=lambda&config.functions=" + GUIDE;
  }

  private Answer postParts() {
    String boundary = "------------------------d74496d66958873e";
    var body = new StringBuilder();
    for (String argument : formBody().split("&")) {
      String[] pair = argument.split("=", 2);
      body.append(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(boundary, pair[0], pair[1]));
    }
    body.append("--").append(boundary).append("--\r\n");
    return api.post("/event-hooks", "multipart/form-data; boundary=" + boundary, body.toString());
  }

  private static JsonObject hook(String source) {
    return Json.VALUES
        .createObjectBuilder()
        .add("source", "lambda-e2e")
        .add("handler", "lambda")
        .add(
            "config",
            Json.VALUES
                .createObjectBuilder()
                .add("functions", Json.VALUES.createArrayBuilder().add(source)))
        .build();
  }

  private static JsonObject change(String user) {
    return Json.stored(
        """
        {"operation":"create","schema":"consumers","entity":{"username":"%s"}}"""
            .formatted(user)
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Id of the hook's delivery once it was tried; empty before. */
  private String attempted(String hook) {
    return api.get(hook + "/deliveries").data().getValuesAs(JsonObject.class).stream()
        .filter(delivery -> delivery.getInt("attempt_count") > 0)
        .map(delivery -> delivery.getString("id"))
        .findFirst()
        .orElse("");
  }

  private String status(String delivery) {
    return api.get("/deliveries/" + delivery).json().getString("status");
  }

  private JsonArray attempts(String delivery) {
    return api.get("/deliveries/" + delivery).json().getJsonArray("attempts");
  }
}
