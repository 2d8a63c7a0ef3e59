package io.gatehook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Gatehook process for end-to-end tests: the packaged jar on a free port with a data directory of
 * its own. Closing it ends the process and removes what it wrote.
 */
public final class Gatehook implements AutoCloseable {

  /** Starts take seconds; a busy machine multiplies that. */
  public static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Process process;
  private final Path directory;
  private final String url;

  private Gatehook(Process process, Path directory, String url) {
    this.process = process;
    this.directory = directory;
    this.url = url;
  }

  /** Starts it with these settings ({@code gatehook.*}) and returns once it is ready. */
  public static Gatehook start(Map<String, String> settings) {
    Gatehook gatehook = launch(settings, List.of());
    gatehook.awaitReady();
    return gatehook;
  }

  /**
   * Starts the process and does not wait. Port and data directory are chosen here unless given in
   * the settings.
   *
   * @param arguments after the jar
   */
  public static Gatehook launch(Map<String, String> settings, List<String> arguments) {
    return launch(List.of(), settings, arguments);
  }

  /**
   * As {@link #launch(Map, List)}.
   *
   * @param options of the virtual machine
   */
  public static Gatehook launch(
      List<String> options, Map<String, String> settings, List<String> arguments) {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-jar", TARGET.resolve("gatehook.jar").toString()));
    command.addAll(arguments);
    return run(settings, command, freePort());
  }

  /** The WAR on a stock Payara Micro, not waited for. */
  public static Gatehook launchOnStockServer(Map<String, String> settings) {
    int port = freePort();
    List<String> command =
        List.of(
            "-jar",
            TARGET.resolve("payara-micro.jar").toString(),
            "--nohazelcast",
            "--port",
            String.valueOf(port),
            "--deploy",
            TARGET.resolve("gatehook.war").toString());
    Map<String, String> given = new LinkedHashMap<>(settings);
    given.putIfAbsent("gatehook.http.port", "");
    return run(given, command, port);
  }

  private static Gatehook run(Map<String, String> settings, List<String> tail, int port) {
    try {
      Path directory = Files.createTempDirectory("gatehook-e2e-");
      Map<String, String> given = new LinkedHashMap<>(settings);
      given.putIfAbsent("gatehook.http.port", String.valueOf(port));
      given.putIfAbsent("gatehook.data.dir", directory.resolve("data").toString());
      Process process =
          new ProcessBuilder(command(given, tail))
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      String usedPort = given.get("gatehook.http.port");
      return new Gatehook(
          process, directory, "http://127.0.0.1:" + (usedPort.isEmpty() ? port : usedPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Map<String, String> settings, List<String> tail) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    settings.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            command.add("-D" + key + "=" + value);
          }
        });
    command.addAll(tail);
    return command;
  }

  /** A port that nobody listened on a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a slash at its end. */
  public String url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Everything that the process wrote to its standard streams so far. */
  public String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once {@code /health/ready} says 200; fails with the log if the process ends first. */
  public void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String log = log();
        close();
        throw new AssertionError("Gatehook did not get ready:\n" + log);
      }
      pause();
    }
  }

  private boolean ready() {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false; // not listening yet
    }
  }

  /** One GET of a path that begins with a slash. */
  public HttpResponse<String> get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20)).build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends it as a crash would, and returns once it is gone. */
  public void kill9() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Asks it to end (SIGTERM) and returns its exit code. */
  public int terminate() {
    process.destroy();
    return awaitExit();
  }

  /** Returns the exit code once the process has ended by itself. */
  public int awaitExit() {
    return awaitExit(STOP_LIMIT);
  }

  public int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + limit + ":\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Kills the process if it still runs, and removes its directory. */
  @Override
  public void close() {
    kill9();
    Directories.delete(directory);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
