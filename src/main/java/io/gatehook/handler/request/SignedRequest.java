package io.gatehook.handler.request;

import io.gatehook.event.TraceContext;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.Span;
import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the request of one call. To add a header to every webhook, add it here. */
public final class SignedRequest {
  /** Header name. */
  public static final String CONTENT_TYPE = "content-type";

  private final RequestSettings settings;
  private final Signature signature;
  private final String userAgent;

  public SignedRequest(RequestSettings settings, RequestConfig config) {
    this.settings = settings;
    this.signature = new Signature(config.kongVersion(), config.signatureFormat());
    this.userAgent = "gatehook/" + config.version();
  }

  /**
   * The request, its body signed if the hook has a secret.
   *
   * @param chosen headers by name in any case; they win over what every request has, but not over
   *     delivery id, attempt number and signature
   * @param body the exact bytes, not copied
   */
  public HttpCall of(
      HandlerCall call, String method, HttpUrl url, Map<String, String> chosen, byte[] body) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("user-agent", userAgent);
    authorize(headers, url.userInfo());
    headers.putAll(chosen);
    call.span().ifPresent(span -> trace(headers, span));
    headers.put("x-gatehook-delivery", call.delivery().toString());
    headers.put("x-gatehook-attempt", Integer.toString(call.attempt()));
    if (settings.secret() != null) {
      headers.put(Signature.HEADER, signature.of(body, settings.secret()));
    }
    return new HttpCall(method, url, headers, body, settings.tlsVerify(), call.timeout());
  }

  /** Unless the hook says for itself which trace its requests belong to. */
  private static void trace(Map<String, String> headers, Span span) {
    String state = span.trace().tracestate();
    if (headers.putIfAbsent(TraceContext.TRACEPARENT, span.traceparent()) == null
        && state != null) {
      headers.putIfAbsent(TraceContext.TRACESTATE, state);
    }
  }

  private static void authorize(Map<String, String> headers, @Nullable String userInfo) {
    if (userInfo != null) {
      byte[] plain = decoded(userInfo).getBytes(StandardCharsets.UTF_8);
      headers.put("authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
    }
  }

  private static String decoded(String userInfo) {
    try {
      return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return userInfo; // a percent sign that escapes nothing stands for itself
    }
  }
}
