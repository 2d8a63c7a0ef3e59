package io.gatehook.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory that is deleted with all that is in it.
 *
 * @param path absolute
 */
public record Scratch(Path path) implements AutoCloseable {

  /** Makes one beside what the build makes. */
  public static Scratch make(String prefix) throws IOException {
    return new Scratch(Files.createTempDirectory(Path.of("target").toAbsolutePath(), prefix));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
