package io.gatehook.handler.request;

import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Delivered;
import io.gatehook.handler.HandlerResult.Rejected;
import io.gatehook.handler.HandlerResult.Retryable;
import io.gatehook.handler.Trace;
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
 * @param bodyKept whether the trace has the body of the request
 * @param log what was said while the request was made
 */
record RequestResult(HttpCall call, boolean bodyKept, List<String> log) {
  private static final int GONE = 410;

  HandlerResult of(HttpOutcome outcome, Instant now) {
    if (outcome instanceof Answered answered) {
      HttpAnswer answer = answered.answer();
      return of(answer, trace(answer, outcome.tries()), now);
    }
    String reason = ((Unanswered) outcome).reason();
    return new Retryable(reason, null, trace(null, outcome.tries()));
  }

  private static HandlerResult of(HttpAnswer answer, Trace trace, Instant now) {
    int status = answer.status();
    if (status / 100 == 2) {
      return new Delivered(trace);
    }
    String reason = "status " + status;
    if (status == GONE) {
      return new Rejected(reason, trace);
    }
    var retryAfter = RetryAfter.parse(answer.headers().get("retry-after"), now);
    return new Retryable(reason, retryAfter.orElse(null), trace);
  }

  private Trace trace(@Nullable HttpAnswer answer, int tries) {
    var sent =
        new Trace.Sent(
            call.method(),
            Masked.url(call.url()),
            Masked.headers(call.headers()),
            bodyKept ? new String(call.body(), StandardCharsets.UTF_8) : null);
    return new Trace(tries, sent, answer == null ? null : received(answer), log);
  }

  private static Trace.Received received(HttpAnswer answer) {
    return new Trace.Received(
        answer.status(), Masked.headers(answer.headers()), answer.body(), answer.truncated());
  }
}
