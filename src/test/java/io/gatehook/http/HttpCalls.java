package io.gatehook.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Requests for tests. */
final class HttpCalls {
  private HttpCalls() {}

  static HttpCall post(String url) {
    return post(url, "{}", true);
  }

  static HttpCall post(String url, String body, boolean tlsVerify) {
    return new HttpCall(
        "POST",
        HttpUrl.parse(url),
        Map.of("content-type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        tlsVerify,
        Optional.empty());
  }

  static HttpCall of(String method, String url) {
    return new HttpCall(method, HttpUrl.parse(url), Map.of(), new byte[0], true, Optional.empty());
  }
}
