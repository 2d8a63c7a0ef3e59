package io.gatehook.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One request as it is to be sent; {@code Host} and {@code Content-Length} are added to it. */
public final class HttpCall {
  private final String method;
  private final HttpUrl url;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean tlsVerify;
  private final Optional<Duration> timeout;

  /**
   * A request.
   *
   * @param headers names and values as {@link HeaderRules} allow them, and our own
   * @param body not copied; zero bytes: none, and only POST, PUT and PATCH say so by a length of 0
   * @param tlsVerify false: any certificate and any host name will do
   * @param timeout all tries together; empty: {@link HttpConfig#callTimeout()}
   */
  public HttpCall(
      String method,
      HttpUrl url,
      Map<String, String> headers,
      byte[] body,
      boolean tlsVerify,
      Optional<Duration> timeout) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.body = body;
    this.tlsVerify = tlsVerify;
    this.timeout = timeout;
  }

  public String method() {
    return method;
  }

  public HttpUrl url() {
    return url;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** The exact bytes; not to be written to. */
  public byte[] body() {
    return body;
  }

  public boolean tlsVerify() {
    return tlsVerify;
  }

  public Optional<Duration> timeout() {
    return timeout;
  }
}
