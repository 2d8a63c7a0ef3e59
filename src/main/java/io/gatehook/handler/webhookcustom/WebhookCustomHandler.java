package io.gatehook.handler.webhookcustom;

import io.gatehook.destination.DestinationTemplates;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.RequestSender;
import io.gatehook.handler.request.SignedRequest;
import io.gatehook.http.Outbound;
import io.gatehook.lua.LuaLimits;
import io.gatehook.lua.SandboxPool;
import io.gatehook.schema.Field;
import io.gatehook.schema.Type;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Handler {@code webhook-custom}: sends a request that the hook describes by templates. */
@ApplicationScoped
public class WebhookCustomHandler implements EventHandler {
  @Inject Outbound outbound;
  @Inject RequestConfig config;
  @Inject LuaLimits limits;
  @Inject Clock clock;
  @Inject DestinationTemplates templates;

  @Override
  public String name() {
    return "webhook-custom";
  }

  @Override
  public Type.RecordOf configType() {
    boolean verify = config.kongVersion().isSha256AndVerify();
    var fields = new ArrayList<>(kongs(verify ? JsonValue.TRUE : JsonValue.FALSE));
    fields.addAll(DestinationConfig.fields());
    return new Type.RecordOf(fields);
  }

  @Override
  public PreparedHandler prepare(JsonObject hookConfig) {
    var settings =
        CustomSettings.read(hookConfig, config, limits, new DestinationConfig(templates, clock));
    return new PreparedWebhookCustom(
        settings,
        new SignedRequest(settings.request(), config),
        new RequestSender(outbound::send, clock),
        new SandboxPool<>(limits, clock, sandbox -> sandbox),
        config.egress());
  }

  private static List<Field> kongs(JsonValue verify) {
    return List.of(
        Field.required("url", Type.URL),
        Field.required(
            "method", Type.oneOf("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")),
        Field.optional("payload", new Type.MapOf(Type.ANY)),
        Field.defaulted("payload_format", Type.BOOLEAN, JsonValue.TRUE),
        Field.optional("body", Type.STRING),
        Field.defaulted("body_format", Type.BOOLEAN, JsonValue.TRUE),
        Field.defaulted("headers", new Type.MapOf(Type.STRING), JsonValue.EMPTY_JSON_OBJECT),
        Field.defaulted("headers_format", Type.BOOLEAN, JsonValue.FALSE),
        Field.optional("secret", Type.STRING),
        Field.defaulted("ssl_verify", Type.BOOLEAN, verify));
  }
}
