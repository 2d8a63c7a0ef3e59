package io.gatehook.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Hides the values of headers that carry credentials. */
public final class Masked {
  /** Stands where a secret was. */
  public static final String MASK = "***";

  private static final Set<String> NAMES =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "apikey");
  private static final Set<String> ENDINGS = Set.of("-key", "-token", "-secret");

  private Masked() {}

  /**
   * The headers with the mask for the values of authorization, proxy-authorization, cookie,
   * set-cookie, apikey, and of every name that ends in -key, -token or -secret.
   */
  public static Map<String, String> headers(Map<String, String> headers) {
    var masked = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> masked.put(name, isCredential(name) ? MASK : value));
    return masked;
  }

  private static boolean isCredential(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || ENDINGS.stream().anyMatch(lower::endsWith);
  }
}
