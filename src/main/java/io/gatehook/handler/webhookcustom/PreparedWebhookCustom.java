package io.gatehook.handler.webhookcustom;

import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Preview;
import io.gatehook.handler.request.RequestSender;
import io.gatehook.handler.request.RequestViews;
import io.gatehook.handler.request.SignedRequest;
import io.gatehook.http.HeaderRules;
import io.gatehook.http.egress.EgressRules;
import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.Sandbox;
import io.gatehook.lua.SandboxPool;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One hook's templated webhook: makes a request of an event and sends it. */
final class PreparedWebhookCustom implements PreparedHandler {
  private final CustomSettings settings;
  private final SignedRequest request;
  private final RequestSender sender;
  private final SandboxPool<Sandbox> sandboxes;
  private final EgressRules egress;

  PreparedWebhookCustom(
      CustomSettings settings,
      SignedRequest request,
      RequestSender sender,
      SandboxPool<Sandbox> sandboxes,
      EgressRules egress) {
    this.settings = settings;
    this.request = request;
    this.sender = sender;
    this.sandboxes = sandboxes;
    this.egress = egress;
  }

  @Override
  public void rehearse() {
    settings.request().requirePermitted(egress);
    settings.body().rehearse();
  }

  @Override
  public HandlerResult handle(HandlerCall call) {
    return made(call).result(sender);
  }

  @Override
  public Preview preview(HandlerCall call) {
    return made(call).preview();
  }

  @Override
  public Optional<JsonObject> pingConfig() {
    return Optional.empty();
  }

  @Override
  public Optional<JsonObject> testResult(HandlerResult result) {
    return RequestViews.testResult(result);
  }

  private Made made(HandlerCall call) {
    try {
      return sandboxes.use(
          (sandbox, same) -> made(call, new Rendering(sandbox, call.event(), System::nanoTime)));
    } catch (LuaFailure e) {
      return new Made.Failure(Unrendered.of(e, null), List.of());
    }
  }

  private Made made(HandlerCall call, Rendering rendering) {
    try {
      return new Made.Request(draft(call, rendering).signed(request), rendering.log());
    } catch (Unrendered e) {
      return new Made.Failure(e, rendering.log());
    }
  }

  private RequestDraft draft(HandlerCall call, Rendering rendering) throws Unrendered {
    var draft = new RequestDraft(call, settings.method(), settings.request().url());
    JsonObject headers = settings.headers().rendered(rendering).asJsonObject();
    for (var header : headers.entrySet()) {
      String value = ((JsonString) header.getValue()).getString();
      Optional<String> refusal = HeaderRules.refusal(Map.of(header.getKey(), value));
      if (refusal.isPresent()) {
        throw new Unrendered(refusal.get(), "config.headers." + header.getKey());
      }
      draft.header(header.getKey(), value);
    }
    settings.body().addTo(draft, rendering);
    return draft;
  }
}
