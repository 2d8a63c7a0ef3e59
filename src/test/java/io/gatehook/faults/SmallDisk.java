package io.gatehook.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of limited size, which is full when a test wants it to be. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path directory;
  private final Path ballast;

  private SmallDisk(Path directory) {
    this.directory = directory;
    ballast = directory.resolve("ballast");
  }

  /** Whether this user may mount one. */
  static boolean isAllowed(Path directory) throws IOException {
    Files.createDirectories(directory);
    boolean mounted = Commands.succeeds("mount", "-t", "tmpfs", "tmpfs", directory.toString());
    return mounted && Commands.succeeds("umount", directory.toString());
  }

  static SmallDisk mounted(Path directory, int megabytes) throws IOException {
    Files.createDirectories(directory);
    String size = "size=%dm".formatted(megabytes);
    Commands.run("mount", "-t", "tmpfs", "-o", size, "tmpfs", directory.toString());
    return new SmallDisk(directory);
  }

  Path directory() {
    return directory;
  }

  /** Leaves no room at all. */
  void fill() {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException e) {
      // full
    }
  }

  void makeRoom() {
    try {
      Files.delete(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Commands.run("umount", "--lazy", directory.toString());
  }
}
