package io.gatehook.http;

import io.gatehook.http.egress.Literal;
import java.net.IDN;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes. More forgiving than {@link java.net.URI}: underscores in host names, and
 * characters in path and query that have to be escaped first.
 *
 * @param host without brackets, ASCII
 * @param target path and query as they are sent, never empty
 * @param userInfo as written; null: none
 */
public record HttpUrl(
    String scheme, String host, int port, String target, @Nullable String userInfo) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?<user>[^/?#]*)@)?"
              + "(?<host>\\[[0-9A-Fa-f:.]+]|[^/?#@:\\[\\]]+)(?::(?<port>[0-9]{0,5}))?"
              + "(?<target>[/?][^#]*)?(?:#.*)?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}");
  private static final String INVALID_HOST = "invalid host in url";
  private static final String UNSAFE = " \"<>\\^`{|}";

  /**
   * Reads a url.
   *
   * @throws IllegalArgumentException with a message for the operator that does not repeat the url
   */
  public static HttpUrl parse(String url) {
    var parts = SHAPE.matcher(url);
    if (url.chars().anyMatch(c -> c < ' ' || c == 127) || !parts.matches()) {
      throw new IllegalArgumentException("invalid url");
    }
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("scheme must be http or https");
    }
    return new HttpUrl(
        scheme,
        host(parts.group("host")),
        port(parts.group("port"), scheme),
        target(parts.group("target")),
        parts.group("user"));
  }

  /**
   * The same with more of a query behind its own.
   *
   * @param encoded names and values; empty: nothing is added
   */
  public HttpUrl withQuery(String encoded) {
    if (encoded.isEmpty()) {
      return this;
    }
    boolean joined = target.endsWith("?");
    String joint = target.indexOf('?') < 0 ? "?" : "&";
    return new HttpUrl(scheme, host, port, target + (joined ? "" : joint) + encoded, userInfo);
  }

  public boolean secure() {
    return scheme.equals("https");
  }

  /** Host and, unless it is the scheme's own, port: the value of a {@code Host} header. */
  public String authority() {
    return port == defaultPort(scheme) ? bracketed() : hostAndPort();
  }

  /** Names the receiver in messages. */
  public String hostAndPort() {
    return bracketed() + ":" + port;
  }

  /** The url as it is requested; user info goes into a header instead. */
  public String text() {
    return "%s://%s%s".formatted(scheme, authority(), target);
  }

  /** Without what may be a credential, wherever it ends up. */
  @Override
  public String toString() {
    return Masked.url(this);
  }

  private String bracketed() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  /** IPv4 addresses as four decimal numbers, in whatever form they are written. */
  private static String host(String written) {
    try {
      if (written.startsWith("[")) {
        String address = written.substring(1, written.length() - 1);
        Literal.parse(address);
        return address;
      }
      String ascii = HOST.matcher(written).matches() ? written : IDN.toASCII(written);
      if (HOST.matcher(ascii).matches()) {
        return Literal.parse(ascii).map(InetAddress::getHostAddress).orElse(ascii);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(INVALID_HOST, e);
    }
    throw new IllegalArgumentException(INVALID_HOST);
  }

  private static int port(@Nullable String written, String scheme) {
    if (written == null || written.isEmpty()) {
      return defaultPort(scheme);
    }
    int port = Integer.parseInt(written);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("invalid port in url");
    }
    return port;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String target(@Nullable String written) {
    if (written == null) {
      return "/";
    }
    var escaped = new StringBuilder(written.startsWith("/") ? "" : "/");
    for (byte b : written.getBytes(StandardCharsets.UTF_8)) {
      if (b < 0 || UNSAFE.indexOf(b) >= 0) {
        escaped.append("%%%02X".formatted(b));
      } else {
        escaped.append((char) b);
      }
    }
    return escaped.toString();
  }
}
