package io.gatehook.handler.request;

import io.gatehook.handler.HandlerResult;
import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpOutcome;
import java.time.Clock;
import java.util.function.Function;

/**
 * Sends a request and decides what the answer means.
 *
 * @param outbound blocks until the outcome is known
 * @param clock decides how far off a date in {@code Retry-After} is
 */
public record RequestSender(Function<HttpCall, HttpOutcome> outbound, Clock clock) {

  public HandlerResult send(HttpCall call) {
    return RequestResult.of(call, outbound.apply(call), clock.instant());
  }
}
