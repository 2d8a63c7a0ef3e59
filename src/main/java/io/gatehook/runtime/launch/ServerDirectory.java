package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The temporary directory that the server unpacks itself into; gone after a regular end. */
record ServerDirectory(Path root, Path logging) {

  static ServerDirectory create() {
    try (InputStream logging = ServerDirectory.class.getResourceAsStream("logging.properties")) {
      if (logging == null) {
        throw new IOException("logging.properties is missing from the jar");
      }
      Path root = Files.createTempDirectory("gatehook-");
      Path file = root.resolve("gatehook-logging.properties");
      Files.copy(logging, file);
      return new ServerDirectory(root, file);
    } catch (IOException e) {
      throw new StartRefused(
          ExitCode.FAILED, "java.io.tmpdir: no directory can be made for the server (" + e + ").");
    }
  }

  void delete() {
    try (Stream<Path> paths = Files.walk(root)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
