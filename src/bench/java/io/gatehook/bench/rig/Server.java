package io.gatehook.bench.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A node on a free port. */
public final class Server implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final long POLL = 50;

  /** Characters at the end of a log that say why. */
  private static final int SAID = 1_000;

  private static final double MIB = 1 << 20;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final JavaProcess process;
  private final int port;
  private final double startSeconds;

  private Server(JavaProcess process, int port, double startSeconds) {
    this.process = process;
    this.port = port;
    this.startSeconds = startSeconds;
  }

  /**
   * Answers once it is ready.
   *
   * @param url of the store; empty: embedded, in the directory
   */
  public static Server start(String url, Path directory, Launch launch)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        launch.command(
            List.of(
                "-Dgatehook.http.port=" + port,
                "-Dgatehook.data.dir=" + directory.resolve("data"),
                "-Dgatehook.datasource.url=" + url));
    long begun = System.nanoTime();
    Path log = directory.resolve("log-" + port);
    var process = JavaProcess.logging(log, command);
    while (!isReady(port)) {
      if (!process.isAlive() || System.nanoTime() - begun > START.toNanos()) {
        process.close();
        String said = Files.readString(log);
        throw new IOException(
            "the server does not start: …" + said.substring(Math.max(0, said.length() - SAID)));
      }
      Thread.sleep(POLL);
    }
    return new Server(process, port, (System.nanoTime() - begun) / 1e9);
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isReady(int port) throws InterruptedException {
    HttpRequest question = request(port, "/health/ready").build();
    try {
      return CLIENT.send(question, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(ANSWER);
  }

  int port() {
    return port;
  }

  /** From the start of the process until it was ready. */
  public double startSeconds() {
    return startSeconds;
  }

  /** Seconds so far. */
  public double cpu() throws IOException {
    return ProcessStat.cpu(process.pid());
  }

  /** MiB now. */
  public double resident() throws IOException {
    return ProcessStat.resident(process.pid());
  }

  /** Whether it has the file in its memory; true where there is no /proc. */
  public boolean maps(Path file) throws IOException {
    return ProcessStat.maps(process.pid(), file);
  }

  /** MiB of what lives on the heap, after a collection. */
  public double heap() throws IOException, InterruptedException {
    Path jcmd = JavaHome.own().resolve("bin/jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), "" + process.pid(), "GC.class_histogram").start();
    List<String> lines = asked.inputReader().lines().toList();
    asked.waitFor();
    String total = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    if (!total.startsWith("Total")) {
      throw new IOException("jcmd does not tell what is on the heap: " + lines);
    }
    return Long.parseLong(total.split(" +")[2]) / MIB;
  }

  /** Answers the body. */
  public String post(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        CLIENT.send(
            request(port, path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    process.close();
  }
}
