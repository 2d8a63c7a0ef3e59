package io.gatehook.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests for tests, as a local curl sends them unless said otherwise. */
final class AskingSamples {
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private String client = "127.0.0.1";
  private String scheme = "http";
  private String method = "GET";
  private String path = "/event-hooks";

  private AskingSamples() {
    headers.put("Host", List.of("127.0.0.1:8011"));
  }

  static AskingSamples aRequest() {
    return new AskingSamples();
  }

  AskingSamples by(String newScheme) {
    scheme = newScheme;
    return this;
  }

  AskingSamples from(String address) {
    client = address;
    return this;
  }

  AskingSamples to(String newMethod, String newPath) {
    method = newMethod;
    path = newPath;
    return this;
  }

  /** Adds one value; the one Host is replaced. */
  AskingSamples with(String name, String value) {
    if (name.equals("Host")) {
      headers.put(name, List.of(value));
      return this;
    }
    var values = new ArrayList<>(headers.getOrDefault(name, List.of()));
    values.add(value);
    headers.put(name, values);
    return this;
  }

  AskingSamples without(String name) {
    headers.remove(name);
    return this;
  }

  Asking made() {
    return new Asking(
        method,
        path,
        client,
        scheme,
        headers.keySet(),
        name -> headers.getOrDefault(name, List.of()));
  }
}
