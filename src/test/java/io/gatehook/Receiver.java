package io.gatehook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real receiver of hooks on loopback: keeps what it got, answers as each path was told to. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Map<String, Answerer> answers = new ConcurrentHashMap<>();

  /** One request, header names in lower case. */
  public record Request(String method, String path, Map<String, String> headers, String body) {}

  /** Answers one request; the exchange is closed afterwards. */
  public interface Answerer {
    void answer(HttpExchange exchange, Request request) throws IOException;
  }

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  /** Where a hook may call it. */
  public String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** What requests to a path get from now on; 200 until told. */
  public Receiver on(String path, Answerer answerer) {
    answers.put(path, answerer);
    return this;
  }

  /** As {@link #on(String, Answerer)}: these statuses in turn, the last one for ever. */
  public Receiver answering(String path, int... statuses) {
    var turns = new java.util.concurrent.atomic.AtomicInteger();
    return on(
        path,
        (exchange, request) ->
            status(exchange, statuses[Math.min(turns.getAndIncrement(), statuses.length - 1)]));
  }

  /** An answer without a body. */
  public static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  /** Bodies got at a path that are no pings. */
  public List<String> bodies(String path) {
    return requests(path).stream()
        .map(Request::body)
        .filter(body -> !body.contains("\"event\":\"ping\""))
        .toList();
  }

  public void forget() {
    requests.clear();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      answers
          .getOrDefault(request.path(), (http, ignored) -> status(http, 200))
          .answer(exchange, request);
    }
  }
}
