package io.gatehook.handler.request;

import io.gatehook.handler.HandlerResult;
import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpOutcome;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Sends a request and decides what the answer means.
 *
 * @param outbound blocks until the outcome is known
 * @param clock decides how far off a date in {@code Retry-After} is
 */
public record RequestSender(Function<HttpCall, HttpOutcome> outbound, Clock clock) {

  /** Sends a request whose body follows from the event alone: the exchange does without it. */
  public HandlerResult sendDerived(HttpCall call) {
    return new RequestResult(call, false, List.of()).of(outbound.apply(call), clock.instant());
  }

  /**
   * Sends a request.
   *
   * @param log what was said while the request was made, for the exchange
   */
  public HandlerResult send(HttpCall call, List<String> log) {
    return new RequestResult(call, true, log).of(outbound.apply(call), clock.instant());
  }
}
