package io.gatehook.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says which headers an operator may add to an outgoing request. */
public final class HeaderRules {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "x-kong-signature");
  private static final Set<String> OUR_FAMILIES = Set.of("webhook-", "x-gatehook-");

  private HeaderRules() {}

  /** What is wrong with the first header that is refused. Empty: all may be sent. */
  public static Optional<String> refusal(Map<String, String> headers) {
    return headers.entrySet().stream()
        .flatMap(header -> refusal(header.getKey(), header.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> refusal(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches()) {
      return Optional.of("invalid header name '%s'".formatted(printable(name)));
    }
    if (OURS.contains(lower) || OUR_FAMILIES.stream().anyMatch(lower::startsWith)) {
      return Optional.of("cannot contain '%s' header".formatted(name));
    }
    if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      return Optional.of("control character in the value of header '%s'".formatted(name));
    }
    return Optional.empty();
  }

  private static String printable(String name) {
    String shown = name.length() > 64 ? name.substring(0, 64) : name;
    return shown.replaceAll("[^ -~]", "?");
  }
}
