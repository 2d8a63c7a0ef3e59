package io.gatehook.http;

import io.gatehook.http.HttpOutcome.Answered;
import io.gatehook.http.HttpOutcome.Unanswered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The door for handlers: sends a request, with its immediate tries, and always has an outcome. */
@ApplicationScoped
public class Outbound {
  @Inject HttpCaller caller;
  @Inject ImmediateRetry retry;

  /** Blocks no longer than the time limit of the call, whatever the receiver does. */
  public HttpOutcome send(HttpCall call) {
    try (var pending = new PendingCall(caller, call)) {
      try {
        return new Answered(retry.call(pending), pending.tries());
      } catch (NotSent | CallFailed e) {
        return new Unanswered(String.valueOf(e.getMessage()), pending.tries());
      }
    }
  }
}
