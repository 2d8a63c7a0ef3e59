package io.gatehook;

import io.gatehook.openapi.Contract;
import io.gatehook.openapi.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One request per connection, with whatever bytes a test wants, valid or not. The answer must be
 * one that the published contract describes.
 */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 30_000;

  private final int port;

  /**
   * An answer.
   *
   * @param status 0: the server closed the connection without one
   */
  public record Reply(int status, String head, String body) {
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final int STATUS_TO = "HTTP/1.1 200".length();

    /** As its head says. */
    static Reply of(String head, String body) {
      return new Reply(Integer.parseInt(head.substring(STATUS_FROM, STATUS_TO)), head, body);
    }

    Exchange.Answer answer() {
      return new Exchange.Answer(status, this::header, body);
    }

    /** First value of a header, whatever the case of its name. */
    Optional<String> header(String name) {
      return head.lines()
          .map(line -> line.split(": ", 2))
          .filter(parts -> parts.length == 2 && parts[0].equalsIgnoreCase(name))
          .map(parts -> parts[1])
          .findFirst();
    }
  }

  public RawHttp(String base) {
    port = URI.create(base).getPort();
  }

  /**
   * Sends a request and reads to the end of the connection.
   *
   * @param target path and query as they are to stand in the request line
   * @param headers each as it is to stand, without its end; a {@code Host} among them replaces ours
   */
  public Reply send(String method, String target, List<String> headers, byte[] body) {
    var head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
    if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
      head.append("Host: 127.0.0.1:%d\r\n".formatted(port));
    }
    head.append("Connection: close\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    head.append("Content-Length: %d\r\n\r\n".formatted(body.length));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket, head.toString().getBytes(StandardCharsets.ISO_8859_1), body);
      Reply reply = reply(socket);
      if (reply.status() > 0) {
        Contract.PUBLISHED.checkAnswer(exchange(method, target, body, reply));
      }
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exchange exchange(String method, String target, byte[] body, Reply reply) {
    return new Exchange(method, target, Optional.empty(), body, reply.answer());
  }

  /** The server may answer and close before it has read everything. */
  private static void write(Socket socket, byte[] head, byte[] body) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head);
      out.write(body);
      out.flush();
    } catch (IOException e) {
      // what it said until then counts
    }
  }

  private static Reply reply(Socket socket) throws IOException {
    var received = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(received);
    } catch (java.net.SocketException e) {
      // reset after the answer
    }
    // byte by byte, since chunks are counted in bytes
    String text = received.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Reply(0, text, "");
    }
    var sent = Reply.of(text.substring(0, end), text.substring(end + 4));
    boolean chunked = sent.header("Transfer-Encoding").isPresent();
    String body = chunked ? joined(sent.body()) : sent.body();
    return Reply.of(
        sent.head(),
        new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  /** A body in one piece. */
  private static String joined(String chunks) {
    var whole = new StringBuilder();
    int at = 0;
    while (true) {
      int begin = chunks.indexOf("\r\n", at) + 2;
      int size = Integer.parseInt(chunks.substring(at, begin - 2), 16);
      if (size == 0) {
        return whole.toString();
      }
      whole.append(chunks, begin, begin + size);
      at = begin + size + 2;
    }
  }
}
