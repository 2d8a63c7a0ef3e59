package io.gatehook.http;

import java.time.Duration;

/**
 * The limits of outgoing calls.
 *
 * @param callTimeout {@code gatehook.call.timeout}: one call with all its tries, from the name
 *     look-up to the last byte of the answer
 * @param connectTimeout {@code gatehook.call.connect-timeout}: one address, within the above
 * @param keepAlive how long an idle connection is kept, unless the receiver asks for less
 * @param keptPerHost idle connections that are kept for one scheme, host and port
 */
public record HttpConfig(
    Duration callTimeout, Duration connectTimeout, Duration keepAlive, int keptPerHost) {
  public HttpConfig {
    positive("call timeout", callTimeout);
    positive("connect timeout", connectTimeout);
    positive("keep-alive", keepAlive);
    if (keptPerHost < 0) {
      throw new IllegalArgumentException(
          "kept connections must not be negative: %d".formatted(keptPerHost));
    }
  }

  public static HttpConfig defaults() {
    return new HttpConfig(
        Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(30), 32);
  }

  private static void positive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("%s must be positive: %s".formatted(what, value));
    }
  }
}
