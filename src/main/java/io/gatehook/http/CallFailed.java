package io.gatehook.http;

/**
 * A try without an answer that is not to be repeated at once: the receiver may have seen it, no
 * time is left, or it may not be called at all.
 */
public final class CallFailed extends Exception {
  CallFailed(String message) {
    super(message);
  }

  CallFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
