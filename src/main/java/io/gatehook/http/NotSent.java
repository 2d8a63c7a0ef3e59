package io.gatehook.http;

/** A try that failed before the receiver was given any of the request: safe to repeat at once. */
public final class NotSent extends Exception {
  NotSent(String message) {
    super(message);
  }

  NotSent(String message, Throwable cause) {
    super(message, cause);
  }
}
