package io.gatehook.handler;

import io.gatehook.event.WorkerEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One call of a handler.
 *
 * @param delivery stable over the attempts of one delivery; a fresh one for ping and test
 * @param attempt 1 for the first
 * @param event with source and event as the hook saw them
 * @param timeout for a request that is sent, from the name look-up to the last byte; empty: that of
 *     the server
 */
public record HandlerCall(
    UUID delivery, int attempt, WorkerEvent event, Optional<Duration> timeout) {

  /** One with the time limit of the server. */
  public HandlerCall(UUID delivery, int attempt, WorkerEvent event) {
    this(delivery, attempt, event, Optional.empty());
  }

  /** This attempt in the trace of the event; empty: it is in none. */
  public Optional<Span> span() {
    return Span.of(event, delivery, attempt);
  }
}
