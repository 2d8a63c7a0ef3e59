package io.gatehook.handler.webhookcustom;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.request.SignedRequest;
import io.gatehook.http.HttpCall;
import io.gatehook.http.HttpUrl;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** One request while it is being made. */
final class RequestDraft {
  private final HandlerCall call;
  private final String method;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private HttpUrl url;
  private byte[] body = {};

  RequestDraft(HandlerCall call, String method, HttpUrl url) {
    this.call = call;
    this.method = method;
    this.url = url;
  }

  String method() {
    return method;
  }

  UUID delivery() {
    return call.delivery();
  }

  WorkerEvent event() {
    return call.event();
  }

  /** Of a name in any case; empty: there is none. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Adds or replaces a header. */
  void header(String name, String value) {
    headers.put(name, value);
  }

  /** Goes behind the query that the url has; the empty text adds nothing. */
  void query(String encoded) {
    url = url.withQuery(encoded);
  }

  /** The exact bytes, not copied. */
  void body(byte[] bytes) {
    body = bytes;
  }

  HttpCall signed(SignedRequest request) {
    return request.of(call, method, url, headers, body);
  }
}
