package io.gatehook.runtime.launch;

import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.boot.AdminCommandRunner;
import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.ListenAddress;
import io.gatehook.runtime.config.ListenerSettings;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StartRefused;

/**
 * What is set of the server about its one listener. Where its limits and those of the application
 * are the same, the server's are wider, so that it is the application that says no.
 */
record Listener(Settings settings, AdminCommandRunner commands) {

  private static final String CONFIG = "configs.config.server-config.";
  private static final String LISTENER =
      CONFIG + "network-config.network-listeners.network-listener.http-listener.";
  private static final String HTTP =
      CONFIG + "network-config.protocols.protocol.http-listener.http.";
  private static final String TRANSPORT = CONFIG + "network-config.transports.transport.tcp.";
  private static final String THREADS = CONFIG + "thread-pools.thread-pool.http-thread-pool.";

  /** Longest head. */
  private static final int HEAD_BUFFER_BYTES = 64 * 1024;

  /** No head that fits has more fields. */
  private static final int MAX_FIELDS = HEAD_BUFFER_BYTES / "a:\r\n".length();

  /** Threads that read while all others answer. */
  private static final int SPARE_THREADS = 40;

  /** What waits for a thread; each connection has one or two such things. */
  private static final int EVENTS_PER_CONNECTION = 4;

  /** A client that reads nothing of its answer for so long is cut. */
  private static final int WRITE_TIMEOUT_MILLIS = 10_000;

  /** Before the server is made; it does not listen yet. */
  void configure() {
    set(LISTENER + "address=" + ListenAddress.socket(settings).getAddress().getHostAddress());
    set(LISTENER + "enabled=false");
    set(HTTP + "header-buffer-length-bytes=" + HEAD_BUFFER_BYTES);
    set(HTTP + "max-request-headers=" + MAX_FIELDS);
    set(TRANSPORT + "write-timeout-millis=" + WRITE_TIMEOUT_MILLIS);
    setThreads();
    // protocols that nothing here speaks and no limit of ours would hold for
    set(HTTP + "http2-enabled=false");
    set(HTTP + "websockets-support-enabled=false");
    set(HTTP + "comet-support-enabled=false");
    // a GET or DELETE may come with a body, which the server would refuse
    set(HTTP + "allow-payload-for-undefined-http-methods=true");
    set(CONFIG + "phone-home-runtime-configuration.enabled=false");
  }

  private void setThreads() {
    int threads = settings.get(ListenerSettings.REQUESTS) + SPARE_THREADS;
    int events = settings.get(ListenerSettings.CONNECTIONS) * EVENTS_PER_CONNECTION;
    set(THREADS + "max-thread-pool-size=" + threads);
    set(THREADS + "max-queue-size=" + events);
  }

  void open() {
    set(LISTENER + "enabled=true");
  }

  private void set(String assignment) {
    ClusterCommandResult result = commands.run("set", assignment);
    if (result.getExitStatus() != ClusterCommandResult.ExitStatus.SUCCESS) {
      throw new StartRefused(ExitCode.FAILED, "The server refuses the setting " + assignment + ".");
    }
  }
}
