package io.gatehook.handler.webhookcustom;

import io.gatehook.destination.DestinationTemplates;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Preview;
import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.RequestSender;
import io.gatehook.handler.request.SignedRequest;
import io.gatehook.http.HttpAnswer;
import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpOutcome.Answered;
import io.gatehook.json.Json;
import io.gatehook.lua.LuaLimits;
import io.gatehook.lua.SandboxPool;
import io.gatehook.schema.Schema;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A hook's templated webhook in tests, whose receiver takes everything and keeps it. */
final class CustomWebhook {
  static final UUID DELIVERY = UUID.fromString("0190a000-0000-7000-8000-000000000001");

  /** By the clock of the server. */
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final List<HttpCall> sent = new ArrayList<>();
  private final PreparedHandler prepared;

  private CustomWebhook(JsonObject config, DestinationTemplates templates) {
    var handler = new WebhookCustomHandler();
    handler.config = RequestConfig.defaults();
    var settings =
        CustomSettings.read(
            new Schema(handler.configType()).complete(config),
            handler.config,
            LuaLimits.defaults(),
            new DestinationConfig(templates, CLOCK));
    prepared =
        new PreparedWebhookCustom(
            settings,
            new SignedRequest(settings.request(), handler.config),
            new RequestSender(
                call -> {
                  sent.add(call);
                  return new Answered(new HttpAnswer(200, Map.of(), "", false), 1);
                },
                Clock.systemUTC()),
            new SandboxPool<>(LuaLimits.defaults(), Clock.systemUTC(), sandbox -> sandbox),
            handler.config.egress());
  }

  /** With the members of a config, as JSON without the outer braces, but the url. */
  static CustomWebhook of(String members) {
    return of("http://h.test/x", members);
  }

  static CustomWebhook of(String url, String members) {
    return of(json("{\"url\":\"" + url + "\"," + members + "}"));
  }

  static CustomWebhook of(JsonObject config) {
    return of(config, new DestinationTemplates(Path.of("no such directory")));
  }

  static CustomWebhook of(JsonObject config, DestinationTemplates templates) {
    return new CustomWebhook(config, templates);
  }

  static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of an event {@code crud/consumers}. */
  static HandlerCall call(String data) {
    return new HandlerCall(DELIVERY, 1, WorkerEvent.of("crud", "consumers", json(data)));
  }

  HandlerResult handle(HandlerCall call) {
    return prepared.handle(call);
  }

  HandlerResult handle(String data) {
    return handle(call(data));
  }

  /** The one request that the event causes. */
  HttpCall request(String data) {
    handle(data);
    return onlyRequest();
  }

  HttpCall onlyRequest() {
    if (sent.size() != 1) {
      throw new AssertionError("requests: " + sent.size());
    }
    return sent.get(0);
  }

  /** The body of the one request that the event causes. */
  String body(String data) {
    return body(request(data));
  }

  static String body(HttpCall request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  boolean isUnused() {
    return sent.isEmpty();
  }

  Preview preview(String data) {
    return prepared.preview(call(data));
  }

  void rehearse() {
    prepared.rehearse();
  }
}
