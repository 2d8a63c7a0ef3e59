package io.gatehook.bench.start;

import io.gatehook.bench.Goal;
import io.gatehook.bench.rig.JavaHome;
import io.gatehook.bench.rig.Launch;
import io.gatehook.bench.rig.ShippedFlags;
import io.gatehook.runtime.launch.Foreground;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A way to run the server. */
enum Layout {
  JAR_QUICK("jarQuick", 12),
  JAR_SERVICE("jarService", 12),
  JAR_PLAIN("jarPlain", 25),
  UNPACKED_SERVICE("unpackedService", 12),
  UNPACKED_ARCHIVE("unpackedArchive", 12),
  IMAGE("image", 8);

  /** The first JDK that knows the cache which docker/Dockerfile makes. */
  private static final int WITH_AOT_CACHE = 25;

  private final String label;
  private final Goal wall;

  Layout(String label, double seconds) {
    this.label = label;
    this.wall = Goal.atMost(seconds);
  }

  String label() {
    return label;
  }

  /** Seconds until ready, on idle cores. */
  Goal wall() {
    return wall;
  }

  /** The JDK that it runs on; empty: there is none. */
  Optional<Path> javaHome() throws IOException {
    return this == IMAGE ? JavaHome.newest(WITH_AOT_CACHE) : Optional.of(JavaHome.own());
  }

  /**
   * Makes what it starts from.
   *
   * @param directory for it, not there yet
   */
  Prepared prepare(Path javaHome, Path directory) throws IOException, InterruptedException {
    return switch (this) {
      case JAR_QUICK -> jar(javaHome, Foreground.FLAGS);
      case JAR_SERVICE -> jar(javaHome, ShippedFlags.service());
      case JAR_PLAIN -> jar(javaHome, List.of());
      case UNPACKED_SERVICE -> Unpacked.in(directory, javaHome).forService();
      case UNPACKED_ARCHIVE -> Unpacked.in(directory, javaHome).archived();
      case IMAGE -> Unpacked.in(directory, javaHome).asImage();
    };
  }

  private static Prepared jar(Path javaHome, List<String> flags) {
    return Prepared.without(new Launch(List.of(), javaHome, flags, Launch.JAR));
  }
}
