package io.gatehook.runtime.listener;

import io.gatehook.json.Json;
import io.gatehook.runtime.config.Version;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer that ends its connection.
 *
 * @param retryAfter seconds; 0: trying again is no use
 */
record Answer(int status, String message, int retryAfter) {
  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "Bad Request",
          404, "Not Found",
          408, "Request Timeout",
          413, "Content Too Large",
          431, "Request Header Fields Too Large",
          503, "Service Unavailable",
          505, "HTTP Version Not Supported");

  private static final String HEAD =
      """
      HTTP/1.1 %d %s\r
      Server: gatehook/%s\r
      Content-Type: application/json; charset=utf-8\r
      Cache-Control: no-store\r
      %sContent-Length: %d\r
      Connection: close\r
      \r
      """;

  /** What no repetition will mend. */
  static Answer of(int status, String message) {
    return new Answer(status, message, 0);
  }

  /** What may go better in a moment. */
  static Answer busy(String message) {
    return new Answer(503, message, ListenerLimits.RETRY_AFTER_SECONDS);
  }

  /**
   * As it goes over the wire.
   *
   * @param headOnly as HEAD asks for it: with the length of a body that does not follow
   */
  byte[] bytes(boolean headOnly) {
    byte[] body = Json.bytes(Json.VALUES.createObjectBuilder().add("message", message).build());
    String later = retryAfter == 0 ? "" : "Retry-After: %d\r\n".formatted(retryAfter);
    byte[] head =
        HEAD.formatted(
                status,
                REASONS.getOrDefault(status, "Error"),
                Version.current(),
                later,
                body.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    if (headOnly) {
      return head;
    }
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }
}
