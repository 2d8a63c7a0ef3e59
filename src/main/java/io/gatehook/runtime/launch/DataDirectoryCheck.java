package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.DatabaseFailure;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StoreAddress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tries out the directory of the embedded store: makes it, writes to it, looks for its owner. */
final class DataDirectoryCheck {

  private DataDirectoryCheck() {}

  static void check(Settings settings, StoreAddress store) {
    Path file = store.embeddedFile().orElseThrow();
    try {
      Path directory = Files.createDirectories(file.getParent());
      Files.delete(Files.createTempFile(directory, "gatehook", ".check"));
    } catch (IOException e) {
      throw BadSetting.of(
          ServerSettings.DATA_DIR,
          settings.get(ServerSettings.DATA_DIR),
          "the directory cannot be made or written to (" + e + ")");
    }
    if (Files.exists(file) && isLocked(file)) {
      throw DatabaseFailure.inUse(store);
    }
  }

  private static boolean isLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException e) {
      return false; // not our question: the store itself will say what is wrong with its file
    }
  }
}
