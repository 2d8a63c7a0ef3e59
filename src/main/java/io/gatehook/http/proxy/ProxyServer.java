package io.gatehook.http.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The proxy that outgoing calls take. */
public final class ProxyServer {
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>http|socks5)://(?:(?<user>[^:@/\\s]+)(?::(?<password>[^@/\\s]*))?@)?"
              + "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(?<port>\\d{1,5})/?");

  private final boolean socks;
  private final String host;
  private final int port;
  private final Optional<Credentials> credentials;

  /** What the proxy wants to know of us. */
  record Credentials(String user, String password) {

    String basic() {
      byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    @Override
    public String toString() {
      return "***";
    }
  }

  private ProxyServer(boolean socks, String host, int port, Optional<Credentials> credentials) {
    this.socks = socks;
    this.host = host;
    this.port = port;
    this.credentials = credentials;
  }

  /**
   * Reads {@code http://host:port} or {@code socks5://host:port}, both also with {@code
   * user:password@}, where a percent sign escapes.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ProxyServer parse(String url) {
    var parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no url of a proxy");
    }
    String host = parts.group("host").replaceAll("[\\[\\]]", "");
    Optional<Credentials> credentials =
        Optional.ofNullable(parts.group("user"))
            .map(
                user ->
                    new Credentials(
                        decoded(user),
                        decoded(Optional.ofNullable(parts.group("password")).orElse(""))));
    return new ProxyServer(
        parts.group("scheme").equals("socks5"),
        host,
        Integer.parseInt(parts.group("port")),
        credentials);
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** Whether it takes plain requests as they are, with the whole url in them. */
  public boolean takesRequests() {
    return !socks;
  }

  /** The value of {@code Proxy-Authorization} in such requests. */
  public Optional<String> authorization() {
    return credentials.map(Credentials::basic);
  }

  /**
   * Has the proxy connect to exactly this address; what is written to the socket from then on goes
   * there.
   *
   * @param socket connected to the proxy, with a timeout for its answers
   * @throws ProxyRefusal with what the proxy says
   */
  public void tunnel(Socket socket, InetSocketAddress target) throws IOException {
    if (socks) {
      new Socks5(socket, credentials).connect(target);
    } else {
      new Connect(socket, authorization()).connect(target);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that escapes nothing stands for itself
    }
  }
}
