package io.gatehook.access;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A request, as far as access depends on it.
 *
 * @param path as it stands in the request line, not decoded
 * @param client the address that the connection comes from
 * @param scheme of the request, {@code http} or {@code https}
 * @param headerNames in any case
 * @param headers from a name in any case to the values, one for each time that it stands there
 */
record Asking(
    String method,
    String path,
    String client,
    String scheme,
    Set<String> headerNames,
    Function<String, List<String>> headers) {

  List<String> header(String name) {
    return headers.apply(name);
  }
}
