package io.gatehook.handler.webhook;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.RequestSender;
import io.gatehook.http.Outbound;
import io.gatehook.schema.Field;
import io.gatehook.schema.Type;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Handler {@code webhook}: posts the event as JSON to a url. */
@ApplicationScoped
public class WebhookHandler implements EventHandler {
  @Inject Outbound outbound;
  @Inject RequestConfig config;
  @Inject Clock clock;

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Type.RecordOf configType() {
    boolean verify = config.kongVersion().isSha256AndVerify();
    return new Type.RecordOf(
        List.of(
            Field.required("url", Type.URL),
            Field.defaulted("headers", new Type.MapOf(Type.STRING), JsonValue.EMPTY_JSON_OBJECT),
            Field.optional("secret", Type.STRING),
            Field.defaulted(
                "ssl_verify", Type.BOOLEAN, verify ? JsonValue.TRUE : JsonValue.FALSE)));
  }

  @Override
  public Optional<String> bodyOf(WorkerEvent event) {
    return Optional.of(new String(EventBody.of(event), StandardCharsets.UTF_8));
  }

  @Override
  public PreparedHandler prepare(JsonObject hookConfig) {
    return new PreparedWebhook(hookConfig, config, new RequestSender(outbound::send, clock));
  }
}
