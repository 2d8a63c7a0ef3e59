package io.gatehook.hook.registry;

import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.Preview;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Stands in where a stored hook cannot be made ready: says why, whatever it is asked. */
record UnusableHandler(String reason) implements PreparedHandler {
  @Override
  public HandlerResult handle(HandlerCall call) {
    return new HandlerResult.Rejected(reason, Exchange.NONE);
  }

  @Override
  public Preview preview(HandlerCall call) {
    return new Preview.Failed(reason, null, null, List.of());
  }

  @Override
  public Optional<JsonObject> pingConfig() {
    return Optional.empty();
  }

  @Override
  public Optional<JsonObject> testResult(HandlerResult result) {
    return Optional.empty();
  }
}
