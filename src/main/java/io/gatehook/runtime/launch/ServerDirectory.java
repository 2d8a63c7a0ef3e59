package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary directory that the server unpacks itself into, some 110 MB; gone after a regular
 * end. What a killed process left is removed by the next start: a file in it is locked while its
 * process lives.
 */
record ServerDirectory(Path root, Path logging, FileChannel lock) {

  private static final System.Logger LOG = System.getLogger(ServerDirectory.class.getName());
  private static final String PREFIX = "gatehook-server-";
  private static final String LOCK = "lock";

  /** Stands behind the properties, so that it wins over the formatter in them. */
  private static final String AS_JSON =
      "\njava.util.logging.ConsoleHandler.formatter=io.gatehook.runtime.log.JsonFormatter\n";

  /**
   * @param json whether the log is written as JSON
   */
  static ServerDirectory create(boolean json) {
    try {
      return createIn(Path.of(System.getProperty("java.io.tmpdir")), json);
    } catch (IOException e) {
      throw new StartRefused(
          ExitCode.FAILED, "java.io.tmpdir: no directory can be made for the server (" + e + ").");
    }
  }

  static ServerDirectory createIn(Path parent, boolean json) throws IOException {
    removeAbandoned(parent);
    try (InputStream logging = ServerDirectory.class.getResourceAsStream("logging.properties")) {
      if (logging == null) {
        throw new IOException("logging.properties is missing from the jar");
      }
      Path root = Files.createTempDirectory(parent, PREFIX);
      FileChannel lock =
          FileChannel.open(
              root.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      Path file = root.resolve("gatehook-logging.properties");
      Files.copy(logging, file);
      if (json) {
        Files.writeString(file, AS_JSON, StandardOpenOption.APPEND);
      }
      return new ServerDirectory(root, file, lock);
    }
  }

  void delete() throws IOException {
    lock.close();
    delete(root);
  }

  private static void removeAbandoned(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path directory : found) {
        removeIfAbandoned(directory);
      }
    }
  }

  /**
   * Leaves the directory of a live process, of one that just begins, and whatever cannot be
   * removed: anybody may write here, and no start fails because of what others left.
   */
  private static void removeIfAbandoned(Path directory) {
    Path lock = directory.resolve(LOCK);
    if (!Files.isWritable(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        delete(directory);
      }
    } catch (IOException | UncheckedIOException | OverlappingFileLockException e) {
      LOG.log(Level.DEBUG, "{0} stays: {1}", directory, e.toString());
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
