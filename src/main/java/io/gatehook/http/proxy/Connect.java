package io.gatehook.http.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** A tunnel by the CONNECT method of HTTP. */
final class Connect {
  private static final int MAX_HEAD = 16 * 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

  private final Socket socket;
  private final Optional<String> authorization;

  Connect(Socket socket, Optional<String> authorization) {
    this.socket = socket;
    this.authorization = authorization;
  }

  void connect(InetSocketAddress target) throws IOException {
    String where = authority(target);
    var request = new StringBuilder("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n".formatted(where));
    authorization.ifPresent(
        value -> request.append("Proxy-Authorization: ").append(value).append("\r\n"));
    request.append("\r\n");
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
    var status = STATUS.matcher(head(socket.getInputStream()).lines().findFirst().orElse(""));
    if (!status.matches()) {
      throw new ProxyRefusal("not HTTP");
    }
    if (!status.group(1).startsWith("2")) {
      throw new ProxyRefusal("status " + status.group(1));
    }
  }

  /** Byte by byte: what follows the head is the receiver's already. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0 || head.length() == MAX_HEAD) {
        throw new ProxyRefusal(next < 0 ? "connection closed" : "answer too large");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String authority(InetSocketAddress target) {
    String address = target.getAddress().getHostAddress();
    return target.getAddress() instanceof Inet6Address
        ? "[%s]:%d".formatted(address.replaceFirst("%.*", ""), target.getPort())
        : "%s:%d".formatted(address, target.getPort());
  }
}
