package io.gatehook.bench.rig;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A receiver in a process of its own: takes every webhook and counts the numbers of the events.
 * Prints its port; {@code GET /} answers {@code unique total p50 p99}, the latencies from the
 * sending of the event in ms.
 */
public final class Sink {
  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");
  private static final Pattern SENT = Pattern.compile("\"t\":(\\d+)");
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final BitSet seen = new BitSet();
  private final Latencies latencies = new Latencies();
  private long total;

  private Sink() {}

  public static void main(String[] args) throws IOException {
    var sink = new Sink();
    try (var server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket connection = server.accept();
        var thread = new Thread(() -> sink.serve(connection), "sink");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      var wire = new Wire(connection.getInputStream());
      while (true) {
        Wire.Message message = wire.read();
        boolean asked = message.head().startsWith("get ");
        if (!asked) {
          count(message.body());
        }
        connection.getOutputStream().write(asked ? report() : OK);
      }
    } catch (EOFException e) {
      // the server has closed a connection that it does not need
    } catch (IOException e) {
      System.err.println("sink: " + e);
    }
  }

  private void count(String body) {
    Matcher number = NUMBER.matcher(body);
    Matcher sent = SENT.matcher(body);
    if (number.find() && sent.find()) {
      latencies.add(System.currentTimeMillis() - Long.parseLong(sent.group(1)));
      synchronized (this) {
        seen.set(Integer.parseInt(number.group(1)));
        total++;
      }
    }
  }

  private synchronized byte[] report() {
    String text =
        "%d %d %.1f %.1f"
            .formatted(
                seen.cardinality(), total, latencies.percentile(50), latencies.percentile(99));
    String head = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(text.length());
    return (head + text).getBytes(StandardCharsets.US_ASCII);
  }
}
