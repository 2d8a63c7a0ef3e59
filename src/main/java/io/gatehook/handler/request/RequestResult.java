package io.gatehook.handler.request;

import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Delivered;
import io.gatehook.handler.HandlerResult.Rejected;
import io.gatehook.handler.HandlerResult.Retryable;
import io.gatehook.http.HttpAnswer;
import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpOutcome;
import io.gatehook.http.HttpOutcome.Answered;
import io.gatehook.http.HttpOutcome.Unanswered;
import io.gatehook.http.Masked;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an answer means: 2xx delivered, 410 never again, everything else perhaps later.
 *
 * @param bodyKept whether the exchange has the body of the request
 * @param log what was said while the request was made
 */
record RequestResult(HttpCall call, boolean bodyKept, List<String> log) {
  private static final int GONE = 410;

  HandlerResult of(HttpOutcome outcome, Instant now) {
    if (outcome instanceof Answered answered) {
      HttpAnswer answer = answered.answer();
      return of(answer, exchange(answer, outcome.tries()), now);
    }
    String reason = ((Unanswered) outcome).reason();
    return new Retryable(reason, null, exchange(null, outcome.tries()));
  }

  private static HandlerResult of(HttpAnswer answer, Exchange exchange, Instant now) {
    int status = answer.status();
    if (status / 100 == 2) {
      return new Delivered(exchange);
    }
    String reason = "status " + status;
    if (status == GONE) {
      return new Rejected(reason, exchange);
    }
    var retryAfter = RetryAfter.parse(answer.headers().get("retry-after"), now);
    return new Retryable(reason, retryAfter.orElse(null), exchange);
  }

  private Exchange exchange(@Nullable HttpAnswer answer, int tries) {
    var sent =
        new Exchange.Sent(
            call.method(),
            Masked.url(call.url()),
            Masked.headers(call.headers()),
            bodyKept ? new String(call.body(), StandardCharsets.UTF_8) : null);
    return new Exchange(tries, sent, answer == null ? null : received(answer), log);
  }

  private static Exchange.Received received(HttpAnswer answer) {
    return new Exchange.Received(
        answer.status(), Masked.headers(answer.headers()), answer.body(), answer.truncated());
  }
}
