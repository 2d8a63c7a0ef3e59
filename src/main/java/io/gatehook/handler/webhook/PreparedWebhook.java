package io.gatehook.handler.webhook;

import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Trace;
import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpOutcome;
import io.gatehook.http.Masked;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One hook's webhook: sends an event, answers what came back. */
final class PreparedWebhook implements PreparedHandler {
  private final JsonObject config;
  private final WebhookSettings settings;
  private final WebhookRequest request;
  private final Function<HttpCall, HttpOutcome> outbound;
  private final Clock clock;

  PreparedWebhook(
      JsonObject config,
      WebhookConfig server,
      Function<HttpCall, HttpOutcome> outbound,
      Clock clock) {
    this.config = config;
    this.settings = WebhookSettings.read(config, server.kongVersion().isSha256AndVerify());
    this.request = new WebhookRequest(settings, server);
    this.outbound = outbound;
    this.clock = clock;
  }

  @Override
  public HandlerResult handle(HandlerCall call) {
    HttpCall sent = request.of(call);
    return WebhookResult.of(sent, outbound.apply(sent), clock.instant());
  }

  @Override
  public Optional<JsonObject> pingConfig() {
    Map<String, String> headers = Masked.headers(WebhookRequest.configured(settings));
    return Optional.of(
        Json.createObjectBuilder(config)
            .add("url", config.getString("url").replaceFirst("//[^/?#]*@", "//***@"))
            .add("headers", object(headers))
            .addNull("secret")
            .build());
  }

  @Override
  public Optional<JsonObject> testResult(HandlerResult result) {
    Trace.Received received = result.trace().response();
    if (received == null) {
      return Optional.empty();
    }
    return Optional.of(
        Json.createObjectBuilder()
            .add("status", received.status())
            .add("headers", object(received.headers()))
            .add("body", received.body())
            .build());
  }

  private static JsonObject object(Map<String, String> texts) {
    var object = Json.createObjectBuilder();
    texts.forEach(object::add);
    return object.build();
  }
}
