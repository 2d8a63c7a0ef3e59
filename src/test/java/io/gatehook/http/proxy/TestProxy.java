package io.gatehook.http.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy that speaks HTTP and SOCKS5 and asks for a user and password if it is given some. It
 * writes down what it is asked for, and connects to one port of this machine whatever that is.
 */
public final class TestProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int receiver;
  private final Optional<String> login;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /**
   * Starts it.
   *
   * @param login {@code user:password}; empty: it serves everybody
   */
  public TestProxy(int receiver, Optional<String> login) {
    this.receiver = receiver;
    this.login = login;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** {@code CONNECT 1.2.3.4:443}, {@code SOCKS 1.2.3.4:443} or a request line, in their order. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        sockets.add(client);
        daemon(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new DataInputStream(client.getInputStream());
      int first = in.read();
      if (first == 5) {
        serveSocks(client, in);
      } else {
        serveHttp(client, in, (char) first + head(in));
      }
    } catch (IOException e) {
      // one side is gone
    }
  }

  private void serveHttp(Socket client, InputStream in, String head) throws IOException {
    String line = head.lines().findFirst().orElseThrow();
    asked.add(line.replace(" HTTP/1.1", ""));
    String wanted =
        login
            .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
            .map(text -> "Proxy-Authorization: Basic " + text)
            .orElse("");
    if (!head.contains(wanted)) {
      say(client, "HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    }
    if (line.startsWith("CONNECT ")) {
      say(client, "HTTP/1.1 200 Go ahead\r\nX-A: b\r\n\r\n");
      relay(client, in, "");
      return;
    }
    String path = line.replaceFirst(" http://[^/]+", " ");
    relay(client, in, head.replace(line, path).replaceAll("Proxy-Authorization: [^\r]*\r\n", ""));
  }

  private void serveSocks(Socket client, DataInputStream in) throws IOException {
    byte[] methods = in.readNBytes(in.read());
    int method = login.isPresent() ? 2 : 0;
    if (methods[0] != method) {
      client.getOutputStream().write(new byte[] {5, -1});
      return;
    }
    client.getOutputStream().write(new byte[] {5, (byte) method});
    if (login.isPresent() && !isAccepted(client, in)) {
      return;
    }
    in.readNBytes(3);
    byte[] address = in.readNBytes(in.read() == 1 ? 4 : 16);
    int port = in.readUnsignedShort();
    asked.add("SOCKS %s:%d".formatted(InetAddress.getByAddress(address).getHostAddress(), port));
    if (port == 1) {
      client.getOutputStream().write(new byte[] {5, 5, 0, 1, 0, 0, 0, 0, 0, 0});
      return;
    }
    client.getOutputStream().write(new byte[] {5, 0, 0, 3, 2, 'o', 'k', 0, 0});
    relay(client, in, "");
  }

  private boolean isAccepted(Socket client, DataInputStream in) throws IOException {
    in.read();
    String user = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
    String password = new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
    boolean accepted = login.orElseThrow().equals(user + ":" + password);
    client.getOutputStream().write(new byte[] {1, (byte) (accepted ? 0 : 1)});
    return accepted;
  }

  private void relay(Socket client, InputStream in, String already) throws IOException {
    try (var target = new Socket(InetAddress.getLoopbackAddress(), receiver)) {
      sockets.add(target);
      target.getOutputStream().write(already.getBytes(StandardCharsets.ISO_8859_1));
      daemon(() -> copy(in, target));
      copy(target.getInputStream(), client);
    }
  }

  private static void copy(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one side is gone
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new SocketException("closed");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work, "test-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
