package io.gatehook.handler;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a call ended. */
public sealed interface HandlerResult {

  /** What went out and what came back. */
  Exchange exchange();

  /** The receiver took it. */
  record Delivered(Exchange exchange) implements HandlerResult {}

  /**
   * Not now, perhaps later.
   *
   * @param retryAfter what the receiver asked for; null: nothing
   */
  record Retryable(String reason, @Nullable Duration retryAfter, Exchange exchange)
      implements HandlerResult {}

  /** Never: the receiver is gone, or the request cannot be built. */
  record Rejected(String reason, Exchange exchange) implements HandlerResult {}
}
