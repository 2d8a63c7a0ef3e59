package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Setting;
import io.gatehook.runtime.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for the files that the server reads for the operator; it would only warn of a lost one. */
final class ServerFilesCheck {

  private static final List<Setting<String>> FILES =
      List.of(ServerSettings.LOGGING, ServerSettings.PRE_BOOT, ServerSettings.POST_BOOT);

  private ServerFilesCheck() {}

  static void check(Settings settings) {
    FILES.forEach(setting -> settings.find(setting).ifPresent(name -> check(setting, name)));
  }

  private static void check(Setting<String> setting, String name) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw BadSetting.of(setting, name, "there is no such file, or it cannot be read");
    }
  }
}
