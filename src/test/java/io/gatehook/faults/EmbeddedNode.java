package io.gatehook.faults;

import io.gatehook.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A node on the embedded store. */
final class EmbeddedNode implements AutoCloseable {
  static final String ID = "embedded";
  private static final String FILE = "gatehook.mv.db";

  private final Path directory;
  private final Node node;

  /** Not started yet. */
  EmbeddedNode() {
    try {
      directory = Files.createTempDirectory("gatehook-embedded-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node = new Node(Map.of("gatehook.data.dir", data().toString(), "gatehook.node.id", ID));
  }

  /** Starts it unless it runs. */
  Node running() {
    return node.alive() ? node : node.start();
  }

  /** The store of a process that has ended in order. */
  StoreWindow window() {
    return StoreWindow.embedded(data());
  }

  /** The store of a process that was killed; its file stays, or the product had less to recover. */
  StoreWindow windowOnCopy() {
    try {
      Path copy = Files.createTempDirectory(directory, "copy");
      Files.copy(data().resolve(FILE), copy.resolve(FILE));
      return StoreWindow.embedded(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  @Override
  public void close() {
    node.close();
    Directories.delete(directory);
  }
}
