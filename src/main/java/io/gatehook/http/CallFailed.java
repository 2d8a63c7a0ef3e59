package io.gatehook.http;

/** A try without an answer that the receiver may have seen, or for which no time is left. */
public final class CallFailed extends Exception {
  CallFailed(String message) {
    super(message);
  }

  CallFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
