package io.gatehook.json;

/** Text that is not JSON, or is JSON beyond the limits; the message says what and where. */
public final class MalformedJson extends Exception {
  public MalformedJson(String message) {
    super(message);
  }
}
