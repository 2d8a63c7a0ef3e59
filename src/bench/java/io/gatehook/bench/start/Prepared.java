package io.gatehook.bench.start;

import io.gatehook.bench.rig.Launch;
import io.gatehook.bench.rig.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be started again and again.
 *
 * @param archive of classes that it reads; empty: none
 */
record Prepared(Launch launch, Optional<Path> archive) {
  /** From ready until the resident memory is looked at. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private static final double MB_PER_MIB = (1 << 20) / 1e6;

  static Prepared without(Launch launch) {
    return new Prepared(launch, Optional.empty());
  }

  /**
   * What one start took.
   *
   * @param wall seconds from the start of the process until it was ready
   * @param cpu seconds of the process until then
   * @param resident MB when it had been idle for a while
   */
  record Start(double wall, double cpu, double resident) {}

  /**
   * Starts and stops it once.
   *
   * @param directory for its embedded store and its log, empty
   */
  Start start(Path directory) throws IOException, InterruptedException {
    try (Server server = Server.start("", directory, launch)) {
      double cpu = server.cpu();
      if (archive.isPresent() && !server.maps(archive.get())) {
        throw new IOException("it does not read its archive " + archive.get());
      }
      Thread.sleep(IDLE.toMillis());
      return new Start(server.startSeconds(), cpu, server.resident() * MB_PER_MIB);
    }
  }
}
