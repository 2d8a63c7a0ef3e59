package io.gatehook.http;

import io.gatehook.http.proxy.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;

/** One request and its answer on an open connection, within the size limits. */
final class Exchange {
  static final int MAX_HEAD = 32 * 1024;
  static final int MAX_BODY = 64 * 1024;

  /** Chunk sizes and trailers count here too. */
  private static final int MAX_BODY_ON_THE_WIRE = 1024 * 1024;

  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final int SWITCHING_PROTOCOLS = 101;

  private final HttpCall call;
  private final Link link;
  private boolean headReceived;
  private boolean reusable;
  private Duration keepAlive = Duration.ZERO;

  Exchange(HttpCall call, Link link) {
    this.call = call;
    this.link = link;
  }

  HttpAnswer run() throws IOException, HttpException {
    link.allow(MAX_HEAD);
    BasicClassicHttpRequest request = request();
    link.sendRequestHeader(request);
    if (request.getEntity() != null) {
      link.sendRequestEntity(request);
    }
    link.flush();
    ClassicHttpResponse response = head();
    headReceived = true;
    link.allow(MAX_BODY_ON_THE_WIRE);
    byte[] body = body(response);
    boolean truncated = body.length > MAX_BODY;
    reusable = !truncated && isReusable(request, response) && !link.isOverfull();
    keepAlive = keepAlive(response);
    String text = new String(body, 0, Math.min(body.length, MAX_BODY), StandardCharsets.UTF_8);
    return new HttpAnswer(response.getCode(), headers(response), text, truncated);
  }

  /** Whether the answer had begun when it failed. */
  boolean isHeadReceived() {
    return headReceived;
  }

  /** Whether anything of an answer came in. */
  boolean hasBegun() {
    return headReceived || !link.isSilent();
  }

  /** Whether the connection is fit for another request. */
  boolean isReusable() {
    return reusable;
  }

  /** What the receiver promises to keep an idle connection; negative: it does not say. */
  Duration keepAlive() {
    return keepAlive;
  }

  private BasicClassicHttpRequest request() {
    // the constructors without scheme and authority take a path apart and change it
    HttpUrl url = call.url();
    var authority = new URIAuthority(url.host(), url.port());
    BasicClassicHttpRequest request =
        link.forwarder().isPresent()
            ? new Forwarded(call.method(), url, authority)
            : new BasicClassicHttpRequest(call.method(), url.scheme(), authority, url.target());
    request.setHeader(HttpHeaders.HOST, url.authority());
    call.headers().forEach(request::setHeader);
    link.forwarder()
        .flatMap(ProxyServer::authorization)
        .ifPresent(value -> request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, value));
    int length = call.body().length;
    if (length > 0 || WITH_BODY.contains(call.method())) {
      request.setHeader(HttpHeaders.CONTENT_LENGTH, length);
      request.setEntity(new ByteArrayEntity(call.body(), null));
    }
    return request;
  }

  /** A request for a proxy to read; the library would write IPv6 addresses without brackets. */
  private static final class Forwarded extends BasicClassicHttpRequest {
    private final transient HttpUrl url;

    Forwarded(String method, HttpUrl url, URIAuthority authority) {
      super(method, url.scheme(), authority, url.target());
      this.url = url;
    }

    @Override
    public String getRequestUri() {
      return url.text();
    }
  }

  private ClassicHttpResponse head() throws IOException, HttpException {
    ClassicHttpResponse response = link.receiveResponseHeader();
    while (response.getCode() < 200 && response.getCode() != SWITCHING_PROTOCOLS) {
      response = link.receiveResponseHeader();
    }
    if (link.isEnded()) { // the library takes a head that breaks off for a whole one
      throw new ConnectionClosedException("in the middle of the head");
    }
    return response;
  }

  private byte[] body(ClassicHttpResponse response) throws IOException, HttpException {
    int status = response.getCode();
    if (call.method().equals("HEAD") || status < 200 || status == 204 || status == 304) {
      return new byte[0];
    }
    link.receiveResponseEntity(response);
    InputStream content = response.getEntity().getContent();
    return content.readNBytes(MAX_BODY + 1);
  }

  private static boolean isReusable(BasicClassicHttpRequest request, ClassicHttpResponse response) {
    return response.getCode() >= 200
        && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
            request, response, HttpClientContext.create());
  }

  private static Duration keepAlive(ClassicHttpResponse response) {
    return DefaultConnectionKeepAliveStrategy.INSTANCE
        .getKeepAliveDuration(response, HttpClientContext.create())
        .toDuration();
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      headers.merge(header.getName(), value, (first, next) -> first + ", " + next);
    }
    return headers;
  }
}
