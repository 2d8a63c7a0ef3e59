package io.gatehook;

import io.gatehook.openapi.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One connection, on which a test says whatever bytes it likes. What the listener answers must be
 * as the published contract describes it.
 */
public final class Wire implements AutoCloseable {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
  private static final Pattern NEXT = Pattern.compile("(?=HTTP/1\\.1 \\d{3} )");
  private static final int CONNECT_MILLIS = 10_000;
  private static final int SMALL_WINDOW = 4096;

  private final Socket socket;

  /** What came back until the server closed, or until patience ended. */
  public record Heard(String text, boolean closed) {
    /** Of every answer in it. */
    public List<Integer> statuses() {
      return STATUS.matcher(text).results().map(hit -> Integer.parseInt(hit.group(1))).toList();
    }
  }

  private Wire(Socket socket) {
    this.socket = socket;
  }

  public static Wire open(String base) {
    return open(base, 0);
  }

  /** One whose client takes little before it must read. */
  public static Wire openNarrow(String base) {
    return open(base, SMALL_WINDOW);
  }

  private static Wire open(String base, int window) {
    try {
      var socket = new Socket();
      if (window > 0) {
        socket.setReceiveBufferSize(window);
      }
      int port = URI.create(base).getPort();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return new Wire(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False: the server has closed the connection. */
  public boolean say(String text) {
    return say(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public boolean say(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Says no more, and goes on listening. */
  public void endSaying() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Listens until the server closes, for so long at most. */
  public Heard hear(int millis) {
    var heard = new ByteArrayOutputStream();
    boolean closed = true;
    long end = System.nanoTime() + millis * 1_000_000L;
    try {
      byte[] buffer = new byte[8192];
      for (int read = 0; read >= 0; ) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) left);
        heard.write(buffer, 0, read);
        read = socket.getInputStream().read(buffer);
      }
    } catch (SocketTimeoutException e) {
      closed = false;
    } catch (SocketException e) {
      // reset: closed too
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = heard.toString(StandardCharsets.UTF_8);
    for (String answer : NEXT.split(text)) {
      check(answer);
    }
    return new Heard(text, closed);
  }

  private static void check(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end > 0 && answer.startsWith("HTTP/1.1 ")) {
      Contract.PUBLISHED.checkRefusal(
          RawHttp.Reply.of(answer.substring(0, end), answer.substring(end + 4)).answer());
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
