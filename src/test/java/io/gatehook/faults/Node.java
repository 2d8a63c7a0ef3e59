package io.gatehook.faults;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A node that ends and is started again, on the same port and the same store. */
final class Node implements AutoCloseable {
  /** Most calls at once, unless its settings say otherwise. */
  static final int IN_FLIGHT = 32;

  static final Duration LEASE = Duration.ofSeconds(3);

  private static final Map<String, String> IN_A_HURRY =
      Map.of(
          "gatehook.delivery.schedule",
          "200ms 500ms 1s 2s",
          "gatehook.delivery.in-flight",
          String.valueOf(IN_FLIGHT),
          "gatehook.delivery.lease",
          LEASE.toSeconds() + "s");

  /**
   * Below those that the system gives to clients: one that tries a dead node could be given the
   * node's own port, and would keep it from coming back.
   */
  private static final int FIRST_PORT = 15_000;

  private static final int LAST_PORT = 30_000;

  private final Map<String, String> settings;
  private final List<String> options;
  private final Api api;
  private Gatehook process;

  /** Not started yet. */
  Node(Map<String, String> settings) {
    this(settings, List.of());
  }

  /**
   * As the other.
   *
   * @param options of the virtual machine
   */
  Node(Map<String, String> settings, List<String> options) {
    int port = freePort();
    this.settings = new HashMap<>(IN_A_HURRY);
    this.settings.putAll(settings);
    this.settings.put("gatehook.http.port", String.valueOf(port));
    this.options = options;
    this.api = new Api("http://127.0.0.1:" + port);
  }

  /** Does not wait until it is ready. */
  Node launch() {
    if (process != null) {
      process.close();
    }
    process = Gatehook.launch(options, settings, List.of());
    return this;
  }

  void awaitReady() {
    process.awaitReady();
  }

  Node start() {
    launch().awaitReady();
    return this;
  }

  Api api() {
    return api;
  }

  Map<String, String> settings() {
    return settings;
  }

  boolean alive() {
    return process != null && process.alive();
  }

  /** The one that runs, or ran last. */
  Gatehook process() {
    return process;
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken; another one will do
      }
    }
  }
}
