package io.gatehook.http;

/** How a call ended, after all its immediate tries. */
public sealed interface HttpOutcome {

  /** Immediate tries that it took; 1 without a repeat. */
  int tries();

  /** There is an answer, whatever its status. */
  record Answered(HttpAnswer answer, int tries) implements HttpOutcome {}

  /**
   * There is none.
   *
   * @param reason a short text that names host and port, never user info or query
   */
  record Unanswered(String reason, int tries) implements HttpOutcome {}
}
