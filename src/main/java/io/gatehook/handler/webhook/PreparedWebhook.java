package io.gatehook.handler.webhook;

import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Preview;
import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.RequestSender;
import io.gatehook.handler.request.RequestSettings;
import io.gatehook.handler.request.RequestViews;
import io.gatehook.handler.request.SignedRequest;
import io.gatehook.http.HttpCall;
import io.gatehook.http.Masked;
import io.gatehook.http.egress.EgressRules;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One hook's webhook: sends an event, answers what came back. */
final class PreparedWebhook implements PreparedHandler {
  private final JsonObject config;
  private final RequestSettings settings;
  private final EgressRules egress;
  private final SignedRequest request;
  private final RequestSender sender;

  PreparedWebhook(JsonObject config, RequestConfig server, RequestSender sender) {
    this.config = config;
    this.settings = RequestSettings.read(config, server);
    this.egress = server.egress();
    this.request = new SignedRequest(settings, server);
    this.sender = sender;
  }

  @Override
  public void rehearse() {
    settings.requirePermitted(egress);
  }

  @Override
  public HandlerResult handle(HandlerCall call) {
    return sender.sendDerived(request(call));
  }

  @Override
  public Preview preview(HandlerCall call) {
    return RequestViews.preview(request(call));
  }

  @Override
  public Optional<JsonObject> pingConfig() {
    return Optional.of(
        Json.createObjectBuilder(config)
            .add(
                "url", config.getString("url").replaceFirst("//[^/?#]*@", "//" + Masked.MASK + "@"))
            .add("headers", RequestViews.object(Masked.headers(headers())))
            .addNull("secret")
            .build());
  }

  @Override
  public Optional<JsonObject> testResult(HandlerResult result) {
    return RequestViews.testResult(result);
  }

  private HttpCall request(HandlerCall call) {
    byte[] body = EventBody.of(call.event());
    return request.of(call, "POST", settings.url(), headers(), body);
  }

  /** The hook's headers, and the content type where they have none. */
  private Map<String, String> headers() {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put(SignedRequest.CONTENT_TYPE, "application/json");
    headers.putAll(settings.headers());
    return headers;
  }
}
