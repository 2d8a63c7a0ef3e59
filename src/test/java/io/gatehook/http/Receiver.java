package io.gatehook.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A receiver on a raw socket that says exactly what its script says, and keeps what it was told.
 */
public final class Receiver implements AutoCloseable {
  /** A plain answer that keeps the connection open. */
  public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final ServerSocket server;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** What happens on one connection; the connection is closed after it. */
  public interface Script {
    void talk(Connection connection) throws IOException, InterruptedException;
  }

  /** A request as it came in. */
  public record Request(
      String method, String target, Map<String, String> headers, String body, int connection) {}

  public static Receiver speaking(Script script) {
    return listening(ServerSocketFactory.getDefault(), script);
  }

  public static Receiver listening(ServerSocketFactory sockets, Script script) {
    try {
      return new Receiver(
          sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives every request on every connection this answer. */
  public static Receiver answering(String answer) {
    return speaking(
        connection -> {
          while (connection.hear()) {
            connection.say(answer);
          }
        });
  }

  /** As {@link #answering}, with a status, header lines and a body of the right length. */
  public static Receiver answering(int status, List<String> headers, String body) {
    var head = new StringBuilder("HTTP/1.1 %d Some Words\r\n".formatted(status));
    headers.forEach(header -> head.append(header).append("\r\n"));
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return answering(
        head.append("Content-Length: %d\r\n\r\n%s".formatted(length, body)).toString());
  }

  private Receiver(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
    daemon(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return server.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  /** The next request that came in, waiting for it. */
  public Request request() throws InterruptedException {
    Request request = requests.poll(5, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came in");
    }
    return request;
  }

  /** Whether nothing came in that {@link #request} has not handed out. */
  public boolean isQuiet() {
    return requests.isEmpty();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        daemon(() -> talk(socket, number));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void talk(Socket socket, int number) {
    try (socket) {
      script.talk(new Connection(socket, number));
    } catch (IOException | InterruptedException e) {
      // the client hung up, which is what many tests want it to do
    } finally {
      open.remove(socket);
    }
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task, "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection, as a script sees it. */
  public final class Connection {
    private final Socket socket;
    private final int number;

    private Connection(Socket socket, int number) {
      this.socket = socket;
      this.number = number;
    }

    /** 1 for the first connection of this receiver. */
    public int number() {
      return number;
    }

    /** Reads one request. False: the client closed the connection. */
    public boolean hear() throws IOException {
      InputStream in = socket.getInputStream();
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return false;
        }
        head.write(next);
      }
      String[] lines = head.toString(StandardCharsets.UTF_8).split("\r\n");
      var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      for (int i = 1; i < lines.length; i++) {
        String[] header = lines[i].split(": ?", 2);
        headers.put(header[0], header[1]);
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      String[] start = lines[0].split(" ");
      requests.add(new Request(start[0], start[1], headers, body, number));
      return true;
    }

    public void say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** Closes with a reset instead of an orderly end. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Says nothing until the client is gone. */
    public void awaitHangUp() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        // swallow
      }
    }
  }
}
