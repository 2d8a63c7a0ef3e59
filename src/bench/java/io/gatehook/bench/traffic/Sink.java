package io.gatehook.bench.traffic;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A receiver in a process of its own, which prints its port and runs until its input ends. What is
 * posted to a target under {@code /silent} never gets an answer; all else is taken, and counted by
 * the number {@code n} in the body. To the benchmark it answers:
 *
 * <ul>
 *   <li>{@code GET /report}: how many numbers came, each counted once a target ({@code unique});
 *       how many requests in all, connections and unanswered requests; when the last number came
 *   <li>{@code POST /acknowledged}: takes {@code first,time,time,…}
 *   <li>{@code GET /outcome/<first>/<targets>}: of those numbers, from the first on, the latencies
 *       from then to the arrival, and how many are missing at so many targets
 * </ul>
 */
public final class Sink {
  static final String ACKNOWLEDGED = "/acknowledged";

  private static final String OUTCOME = "/outcome/";
  private static final String SILENT = "/silent";
  private static final int BACKLOG = 1024;
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Map<String, BitSet> seen = new HashMap<>();
  private final Times acknowledged = new Times();
  private final Times arrived = new Times();
  private long unique;
  private long total;
  private long last;
  private int connections;
  private int silent;

  private Sink() {}

  public static void main(String[] args) throws IOException {
    var sink = new Sink();
    try (var server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      daemon(() -> sink.accept(server));
      System.out.println(server.getLocalPort());
      while (System.in.read() >= 0) {
        continue; // until whoever started it has ended
      }
    }
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task, "sink");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        synchronized (this) {
          connections++;
        }
        daemon(() -> serve(connection));
      } catch (IOException e) {
        complain(e, server.isClosed());
      }
    }
  }

  private static void complain(IOException failure, boolean expected) {
    if (!expected) {
      System.err.println("sink: " + failure);
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      var wire = new Wire(connection.getInputStream());
      while (true) {
        byte[] answer = answer(wire.read());
        if (answer.length > 0) {
          connection.getOutputStream().write(answer);
        }
      }
    } catch (EOFException e) {
      // the server has closed a connection that it does not need
    } catch (IOException e) {
      complain(e, connection.isClosed());
    }
  }

  /** Empty: none. */
  private byte[] answer(Message message) {
    String target = message.secondWord();
    if (message.isGet()) {
      return bytes(target.startsWith(OUTCOME) ? outcome(target.split("/")) : report());
    }
    if (target.equals(ACKNOWLEDGED)) {
      take(message.text().split(","));
      return OK;
    }
    return count(target, message.number("n")) ? OK : new byte[0];
  }

  /** False: whoever asks gets no answer. */
  private synchronized boolean count(String target, long number) {
    total++;
    if (target.startsWith(SILENT)) {
      silent++;
      return false;
    }
    if (number >= 0) {
      BitSet numbers = seen.computeIfAbsent(target, unseen -> new BitSet());
      int n = Math.toIntExact(number);
      if (!numbers.get(n)) {
        numbers.set(n);
        unique++;
        last = Times.now();
        arrived.set(n, last);
      }
    }
    return true;
  }

  private void take(String[] numbers) {
    int first = Integer.parseInt(numbers[0]);
    for (int i = 1; i < numbers.length; i++) {
      acknowledged.set(first + i - 1, Long.parseLong(numbers[i]));
    }
  }

  private synchronized JsonObject report() {
    return Json.createObjectBuilder()
        .add("unique", unique)
        .add("total", total)
        .add("last", last)
        .add("connections", connections)
        .add("silent", silent)
        .build();
  }

  private synchronized JsonObject outcome(String[] target) {
    int targets = Integer.parseInt(target[3]);
    var latencies = new Latencies();
    long missing = 0;
    for (int n = Integer.parseInt(target[2]); n < acknowledged.end(); n++) {
      if (acknowledged.get(n) > 0) {
        latencies.add((arrived.get(n) - acknowledged.get(n)) / 1e3);
        missing += targets - targetsOf(n);
      }
    }
    return Json.createObjectBuilder()
        .add("p50", latencies.percentile(50))
        .add("p99", latencies.percentile(99))
        .add("missing", missing)
        .build();
  }

  private long targetsOf(int number) {
    return seen.values().stream().filter(numbers -> numbers.get(number)).count();
  }

  private static byte[] bytes(JsonObject json) {
    String text = json.toString();
    String head = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(text.length());
    return (head + text).getBytes(StandardCharsets.US_ASCII);
  }
}
