package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.destination.DestinationTemplates;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.EventHandlerContract;
import io.gatehook.handler.HandlerResult.Rejected;
import io.gatehook.handler.KongVersion;
import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.SignatureFormat;
import io.gatehook.http.HttpCaller;
import io.gatehook.http.HttpConfig;
import io.gatehook.http.Outbounds;
import io.gatehook.http.Receiver;
import io.gatehook.lua.LuaLimits;
import io.gatehook.schema.Schema;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookCustomHandlerTest extends EventHandlerContract {
  private static final HttpConfig LIMITS =
      new HttpConfig(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(30), 8);

  private final HttpCaller caller =
      new HttpCaller(LIMITS, Outbounds.anywhere(), Outbounds.daemons());
  private Receiver receiver = Receiver.answering(Receiver.OK);

  @AfterEach
  void close() {
    caller.close();
    receiver.close();
  }

  @Override
  protected EventHandler handler() {
    return handler(RequestConfig.defaults());
  }

  @Override
  protected List<JsonObject> validConfigs() {
    var payload = object("a", "{{ mark }}{* source *}").build();
    var headers = object("content-type", "multipart/form-data").add("X-A", "{{ mark }}");
    return List.of(
        complete(config("POST").add("body", "{* mark *} of {* event *}")),
        complete(config("PUT").add("payload", payload)),
        complete(config("PUT").add("payload", payload).add("headers", headers)),
        complete(config("GET").add("payload", payload)),
        complete(config("POST").add("body", "{{ mark.x }}")),
        complete(config("POST").add("headers", headers).add("headers_format", true)),
        complete(config("DELETE").add("body", "text")),
        complete(config("POST").add("template", "slack")),
        complete(
            config("POST")
                .add("template", "pagerduty")
                .add("template_settings", object("routing_key", "k"))));
  }

  @Override
  protected JsonObject secretConfig() {
    var headers = object("Authorization", "Bearer " + SECRET).add("DD-API-KEY", SECRET);
    String url = "http://user:%s@127.0.0.1:%d/x?key=%1$s".formatted(SECRET, receiver.port());
    return complete(config("POST").add("url", url).add("headers", headers).add("secret", SECRET));
  }

  @Test
  void completesAConfigAsKongDoes() {
    JsonObject config =
        complete(Json.createObjectBuilder().add("url", "http://h.test").add("method", "POST"));

    assertThat(config)
        .isEqualTo(
            Json.createObjectBuilder()
                .add("url", "http://h.test")
                .add("method", "POST")
                .addNull("payload")
                .add("payload_format", true)
                .addNull("body")
                .add("body_format", true)
                .add("headers", JsonValue.EMPTY_JSON_OBJECT)
                .add("headers_format", false)
                .addNull("secret")
                .add("ssl_verify", false)
                .build());
  }

  @ParameterizedTest
  @CsvSource({"3.9, false", "3.14, true"})
  void verifiesCertificatesByDefaultFromThreeFourteen(String version, boolean verify) {
    var config =
        new RequestConfig(
            KongVersion.parse(version), SignatureFormat.ALG_HEX, "dev", Outbounds.anywhere());
    var schema = new Schema(handler(config).configType());

    assertThat(schema.complete(config("POST").build()).getBoolean("ssl_verify")).isEqualTo(verify);
  }

  @Test
  void showsTheAnswer() {
    receiver.close();
    receiver = Receiver.answering(410, List.of("X-A: 1"), "gone");
    var prepared = handler().prepare(complete(config("POST").add("body", "{{ mark }}")));
    var result = prepared.handle(call(1));

    assertThat(result).isInstanceOf(Rejected.class);
    JsonObject shown = prepared.testResult(result).orElseThrow();
    assertThat(shown.getInt("status")).isEqualTo(410);
    assertThat(shown.getString("body")).isEqualTo("gone");
  }

  @Test
  void hasNoPing() {
    assertThat(handler().prepare(validConfigs().get(0)).pingConfig()).isEmpty();
  }

  private EventHandler handler(RequestConfig config) {
    var handler = new WebhookCustomHandler();
    handler.outbound = Outbounds.of(caller);
    handler.config = config;
    handler.limits = LuaLimits.defaults();
    handler.clock = Clock.systemUTC();
    handler.templates = new DestinationTemplates(Path.of("no such directory"));
    return handler;
  }

  private JsonObject complete(JsonObjectBuilder config) {
    return new Schema(handler().configType()).complete(config.build());
  }

  private JsonObjectBuilder config(String method) {
    return object("url", receiver.url() + "/hook").add("method", method);
  }

  private static JsonObjectBuilder object(String name, String value) {
    return Json.createObjectBuilder().add(name, value);
  }
}
