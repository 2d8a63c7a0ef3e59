package io.gatehook.handler.request;

import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.Preview;
import io.gatehook.http.HttpCall;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How requests and answers look in the admin API. */
public final class RequestViews {
  private RequestViews() {}

  /** The request as it would go out. */
  public static Preview preview(HttpCall call) {
    return preview(call, List.of());
  }

  /**
   * As {@link #preview(HttpCall)}.
   *
   * @param log what was said while the request was made
   */
  public static Preview preview(HttpCall call, List<String> log) {
    return new Preview.Request(
        call.method(),
        call.url().text(),
        call.headers(),
        new String(call.body(), StandardCharsets.UTF_8),
        log);
  }

  /** {@code {status, headers, body}} of the answer; empty: there was none. */
  public static Optional<JsonObject> testResult(HandlerResult result) {
    return Optional.ofNullable(result.exchange().response()).map(RequestViews::answer);
  }

  /** The members in the order of the map. */
  public static JsonObject object(Map<String, String> texts) {
    var object = Json.createObjectBuilder();
    texts.forEach(object::add);
    return object.build();
  }

  private static JsonObject answer(Exchange.Received received) {
    return Json.createObjectBuilder()
        .add("status", received.status())
        .add("headers", object(received.headers()))
        .add("body", received.body())
        .build();
  }
}
