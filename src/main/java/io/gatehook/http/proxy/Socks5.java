package io.gatehook.http.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A tunnel by SOCKS5 (RFC 1928), with user and password (RFC 1929) where there are any. */
final class Socks5 {
  private static final int VERSION = 5;
  private static final int NO_AUTHENTICATION = 0;
  private static final int PASSWORD = 2;
  private static final int PASSWORD_VERSION = 1;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int MAX_FIELD = 255;

  private final OutputStream out;
  private final DataInputStream in;
  private final Optional<ProxyServer.Credentials> credentials;

  Socks5(Socket socket, Optional<ProxyServer.Credentials> credentials) throws IOException {
    this.out = socket.getOutputStream();
    this.in = new DataInputStream(socket.getInputStream());
    this.credentials = credentials;
  }

  void connect(InetSocketAddress target) throws IOException {
    authenticate(agreedMethod());
    byte[] address = target.getAddress().getAddress();
    out.write(
        ByteBuffer.allocate(6 + address.length)
            .put(new byte[] {VERSION, CONNECT, 0, (byte) (address.length == 4 ? IPV4 : IPV6)})
            .put(address)
            .putShort((short) target.getPort())
            .array());
    expectVersion(VERSION);
    int reply = in.readUnsignedByte();
    if (reply != 0) {
      throw new ProxyRefusal(meaning(reply));
    }
    skipBoundAddress();
  }

  private int agreedMethod() throws IOException {
    int offered = credentials.isPresent() ? PASSWORD : NO_AUTHENTICATION;
    out.write(new byte[] {VERSION, 1, (byte) offered});
    expectVersion(VERSION);
    int chosen = in.readUnsignedByte();
    if (chosen != offered) {
      throw new ProxyRefusal("another authentication is wanted");
    }
    return chosen;
  }

  private void authenticate(int method) throws IOException {
    if (method != PASSWORD) {
      return;
    }
    ProxyServer.Credentials given = credentials.orElseThrow();
    byte[] user = field(given.user());
    byte[] password = field(given.password());
    out.write(
        ByteBuffer.allocate(3 + user.length + password.length)
            .put((byte) PASSWORD_VERSION)
            .put((byte) user.length)
            .put(user)
            .put((byte) password.length)
            .put(password)
            .array());
    expectVersion(PASSWORD_VERSION);
    if (in.readUnsignedByte() != 0) {
      throw new ProxyRefusal("user or password not accepted");
    }
  }

  private static byte[] field(String text) throws ProxyRefusal {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_FIELD) {
      throw new ProxyRefusal("user or password longer than 255 bytes");
    }
    return bytes;
  }

  private void expectVersion(int version) throws IOException {
    if (in.readUnsignedByte() != version) {
      throw new ProxyRefusal("not SOCKS5");
    }
  }

  private void skipBoundAddress() throws IOException {
    in.readUnsignedByte(); // reserved
    int length =
        switch (in.readUnsignedByte()) {
          case IPV4 -> 4;
          case IPV6 -> 16;
          case NAME -> in.readUnsignedByte();
          default -> throw new ProxyRefusal("not SOCKS5");
        };
    in.readFully(new byte[length + 2]);
  }

  private static String meaning(int reply) {
    return switch (reply) {
      case 2 -> "not allowed by its rules";
      case 3 -> "network unreachable";
      case 4 -> "host unreachable";
      case 5 -> "connect refused";
      case 6 -> "time to live expired";
      case 7, 8 -> "command or address not supported";
      default -> "general failure";
    };
  }
}
