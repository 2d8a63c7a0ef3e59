package io.gatehook.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Hides what may be a credential in whatever of a call is stored, logged or shown. */
public final class Masked {
  /** Stands where a secret was. */
  public static final String MASK = "***";

  private static final Set<String> NAMES =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "apikey",
          "key",
          "token",
          "secret",
          "password");
  private static final Set<String> ENDINGS = Set.of("-key", "-token", "-secret", "-password");

  /** Their values are urls. */
  private static final Set<String> URLS = Set.of("location", "content-location", "referer");

  private Masked() {}

  /**
   * The headers with the mask for the values of authorization, proxy-authorization, cookie,
   * set-cookie, apikey, key, token, secret and password, and of every name that ends in -key,
   * -token, -secret or -password, also with an underscore; urls as {@link #url} has them.
   */
  public static Map<String, String> headers(Map<String, String> headers) {
    var masked = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> masked.put(name, header(name, value)));
    return masked;
  }

  /**
   * Where the call goes, {@code scheme://host/…}: path, query and user info may be a credential.
   */
  public static String url(HttpUrl url) {
    return url.scheme() + "://" + url.authority() + (url.target().equals("/") ? "/" : "/…");
  }

  private static String header(String name, String value) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    if (NAMES.contains(plain) || ENDINGS.stream().anyMatch(plain::endsWith)) {
      return MASK;
    }
    return URLS.contains(plain) ? url(value) : value;
  }

  private static String url(String text) {
    try {
      return url(HttpUrl.parse(text));
    } catch (IllegalArgumentException e) {
      return MASK; // relative, or nothing that can be told apart
    }
  }
}
