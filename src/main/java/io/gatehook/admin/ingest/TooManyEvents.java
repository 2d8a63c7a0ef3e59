package io.gatehook.admin.ingest;

import java.time.Duration;

/** More worker events came than this node may take a second; the message is fit for the client. */
public final class TooManyEvents extends RuntimeException {
  private final Duration retryAfter;

  TooManyEvents(int perSecond, Duration retryAfter) {
    super(
        "More than %d events a second (gatehook.ingest.rate-limit), try again"
            .formatted(perSecond));
    this.retryAfter = retryAfter;
  }

  /** Until a request is taken again, if none comes before. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
