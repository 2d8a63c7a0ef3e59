package io.gatehook.handler.webhook;

import io.gatehook.handler.HandlerCall;
import io.gatehook.http.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the request of one call. To add a header to every webhook, add it here. */
final class WebhookRequest {
  static final String CONTENT_TYPE = "content-type";

  private final WebhookSettings settings;
  private final Signature signature;
  private final String userAgent;

  WebhookRequest(WebhookSettings settings, WebhookConfig config) {
    this.settings = settings;
    this.signature = new Signature(config.kongVersion(), config.signatureFormat());
    this.userAgent = "gatehook/" + config.version();
  }

  HttpCall of(HandlerCall call) {
    byte[] body = EventBody.of(call.event());
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("user-agent", userAgent);
    authorize(headers, settings.url().userInfo());
    headers.putAll(configured(settings));
    headers.put("x-gatehook-delivery", call.delivery().toString());
    headers.put("x-gatehook-attempt", Integer.toString(call.attempt()));
    if (settings.secret() != null) {
      headers.put(Signature.HEADER, signature.of(body, settings.secret()));
    }
    return new HttpCall("POST", settings.url(), headers, body, settings.tlsVerify());
  }

  /** The hook's headers, and the content type where they have none. */
  static Map<String, String> configured(WebhookSettings settings) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put(CONTENT_TYPE, "application/json");
    headers.putAll(settings.headers());
    return headers;
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
