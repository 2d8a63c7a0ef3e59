package io.gatehook.handler;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went out and what came back in one call, with secrets masked.
 *
 * @param tries immediate tries that the call took; 1 without a repeat
 * @param log lines that the handler wrote
 */
public record Exchange(
    int tries, @Nullable Sent request, @Nullable Received response, List<String> log) {

  /** Nothing to show. */
  public static final Exchange NONE = new Exchange(1, null, null, List.of());

  /**
   * The request; credentials in url and headers are masked already.
   *
   * @param body null: it follows from the event, and {@link EventHandler#bodyOf} makes it again
   */
  public record Sent(
      String method, String url, Map<String, String> headers, @Nullable String body) {}

  /**
   * The response.
   *
   * @param body at most 64 KiB, as text: what is not UTF-8 is replaced
   * @param truncated whether the receiver sent more than that
   */
  public record Received(int status, Map<String, String> headers, String body, boolean truncated) {}

  /** Lines only, nothing sent. */
  public static Exchange ofLog(List<String> log) {
    return new Exchange(1, null, null, List.copyOf(log));
  }
}
