package io.gatehook.bench.clients;

import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpOutcome;
import io.gatehook.http.HttpUrl;
import io.gatehook.http.Outbound;
import io.gatehook.http.OutboundByHand;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Gatehook's own: a task of an executor for every call, as the dispatcher has it. */
final class GatehookClient implements Client {
  private final Outbound outbound = OutboundByHand.make();
  private final ExecutorService executor;
  private final HttpCall call;

  GatehookClient(String url, ExecutorService executor) {
    this.executor = executor;
    this.call = new HttpCall("POST", HttpUrl.parse(url), HEADERS, BODY, true, Optional.empty());
  }

  @Override
  public CompletableFuture<Integer> call() {
    return CompletableFuture.supplyAsync(() -> status(outbound.send(call)), executor);
  }

  private static int status(HttpOutcome outcome) {
    if (outcome instanceof HttpOutcome.Answered answered) {
      return answered.answer().status();
    }
    throw new IllegalStateException(outcome.toString());
  }
}
