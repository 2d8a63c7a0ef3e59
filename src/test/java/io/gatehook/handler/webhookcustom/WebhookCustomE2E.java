package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Templated webhooks as Kong's guide has them, through the API to a receiver. */
@ExtendWith(SharedGatehook.class)
class WebhookCustomE2E {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final JsonObject EXCEEDED =
      json(
          """
          {"consumer":{"username":"ada & co"},"ip":"10.0.2.2","rate":4,"limit":3,"window":"minute",
           "service":{"id":"9d0bee90-04b9-4af3-993f-b10db881b144","name":"demo"}}""");

  private final Api api;
  private final Receiver receiver = new Receiver();

  WebhookCustomE2E(Api api) {
    this.api = api;
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void sendsTheSlackMessageOfTheGuide() {
    Answer created =
        form(
            "/event-hooks",
            "source=rate-limiting-advanced",
            "event=rate-limit-exceeded",
            "handler=webhook-custom",
            "config.method=POST",
            "config.url=" + receiver.url("/slack"),
            "config.headers.content-type=application/json",
            "config.payload.text=Rate limit of `{{ service.name }}` exceeded by"
                + " {* consumer.username *}: {{ rate }} of {{ limit }} a {{ window }}");
    api.event("rate-limiting-advanced", "rate-limit-exceeded", EXCEEDED);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().getJsonObject("config"))
        .isEqualTo(
            json(
                """
                {"url":"%s","method":"POST","payload":{"text":"Rate limit of `{{ service.name }}` \
                exceeded by {* consumer.username *}: {{ rate }} of {{ limit }} a {{ window }}"},
                "payload_format":true,"body":null,"body_format":true,
                "headers":{"content-type":"application/json"},"headers_format":false,
                "secret":null,"ssl_verify":false}"""
                    .formatted(receiver.url("/slack"))));
    Receiver.Request request = received("/slack");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.headers()).containsEntry("content-type", "application/json");
    assertThat(request.body())
        .isEqualTo("{\"text\":\"Rate limit of `demo` exceeded by ada & co: 4 of 3 a minute\"}");
  }

  @Test
  void tellsTheLineOfATemplateThatDoesNotCompile() {
    Answer refused =
        form(
            "/event-hooks",
            "source=crud",
            "handler=webhook-custom",
            "config.method=POST",
            "config.url=" + receiver.url("/x"),
            "config.body=one%0Atwo {{ a b }}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json())
        .isEqualTo(
            json(
                """
                {"code":2,"name":"schema violation","fields":{"config":{
                "body":"body:2: ')' expected near 'b'"}},
                "message":"schema violation (config.body: body:2: ')' expected near 'b')"}"""));
  }

  @Test
  void recordsWhyATemplateFailed() {
    String hook = hook("{% kong.log.warn('no consumer') %}{{ nobody.name }}");
    api.event("crud", "consumers", EXCEEDED);

    String path = "/event-hooks/" + hook + "/deliveries?status=exhausted";
    await().atMost(LIMIT).until(() -> api.get(path).data().size() == 1);
    JsonObject found = api.get(path).data().getJsonObject(0);
    String reason = "body:1: attempt to index global 'nobody' (a nil value)";
    JsonObject attempt =
        api.get("/deliveries/" + found.getString("id"))
            .json()
            .getJsonArray("attempts")
            .getJsonObject(0);
    assertThat(attempt.getString("outcome")).isEqualTo("retryable");
    assertThat(attempt.getString("error")).isEqualTo(reason);
    assertThat(attempt.getJsonArray("log").getValuesAs(JsonString::getString))
        .containsExactly("warn: no consumer");
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void keepsReasonsInOneLineOfTheLog(Gatehook gatehook) {
    String hook = hook("{% error('first\\nforged\\27[31m', 0) %}");
    api.event("crud", "consumers", EXCEEDED);

    String path = "/event-hooks/" + hook + "/deliveries?status=exhausted";
    await().atMost(LIMIT).until(() -> api.get(path).data().size() == 1);
    assertThat(gatehook.log())
        .contains("first\\u000aforged\\u001b[31m")
        .doesNotContain("\u001b[31m");
  }

  @Test
  void testsAHookAtOnce() {
    Answer sent = test(hook("{{ n }} of {{ event }}"), "{\"n\":1}");
    Answer unsent = test(hook("{{ n.m.o }}"), "{\"n\":{}}");

    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.json().getJsonObject("result").getInt("status")).isEqualTo(200);
    assertThat(received("/x").body()).isEqualTo("1 of consumers");
    assertThat(unsent.status()).isEqualTo(502);
    assertThat(unsent.json().getString("message"))
        .isEqualTo("body:1: attempt to index field 'm' (a nil value)");
  }

  @Test
  void keepsWhatAFormDoesNotName() {
    String hook = hook("{{ n }}");
    Answer patched =
        api.send(
            api.request("/event-hooks/" + hook)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(
                    "PATCH",
                    BodyPublishers.ofString(
                        "config.body=&config.payload.list[1]={{ n }}&config.headers_format=true")));
    test(hook, "{\"n\":1}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.json().getJsonObject("config").getString("method")).isEqualTo("POST");
    assertThat(received("/x").body()).isEqualTo("list=%5B%221%22%5D");
  }

  private String hook(String body) {
    var config =
        Json.VALUES
            .createObjectBuilder()
            .add("url", receiver.url("/x"))
            .add("method", "POST")
            .add("body", body);
    return api.created(
        Json.VALUES
            .createObjectBuilder()
            .add("source", "crud")
            .add("event", "consumers")
            .add("handler", "webhook-custom")
            .add("config", config)
            .build());
  }

  private Answer test(String hook, String data) {
    return api.post("/event-hooks/" + hook + "/test", json(data));
  }

  /** As curl sends its -d options: not escaped. */
  private Answer form(String path, String... fields) {
    return api.post(path, "application/x-www-form-urlencoded", String.join("&", fields));
  }

  private Receiver.Request received(String path) {
    await().atMost(LIMIT).until(() -> !receiver.requests(path).isEmpty());
    assertThat(receiver.requests(path)).hasSize(1);
    return receiver.requests(path).get(0);
  }

  private static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }
}
