package io.gatehook.runtime;

import io.gatehook.runtime.config.ConfigFile;
import io.gatehook.runtime.config.Handover;
import io.gatehook.runtime.config.ListenerSettings;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Setting;
import io.gatehook.runtime.config.SettingNames;
import io.gatehook.runtime.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The settings as MicroProfile Config has them, whoever set them and where. */
final class ActiveSettings {

  private static final List<Setting<?>> OF_THE_LAUNCHER =
      List.of(
          ServerSettings.HTTP_HOST,
          ServerSettings.HTTP_PORT,
          ListenerSettings.CONNECTIONS,
          ListenerSettings.REQUESTS,
          ListenerSettings.QUEUE,
          ListenerSettings.HEAD_TIMEOUT,
          ListenerSettings.BODY_TIMEOUT,
          ListenerSettings.TLS_CERTIFICATE,
          ListenerSettings.TLS_KEY,
          ServerSettings.LOG_JSON,
          ServerSettings.LOGGING,
          ServerSettings.PRE_BOOT,
          ServerSettings.POST_BOOT);

  private ActiveSettings() {}

  /**
   * @throws io.gatehook.runtime.config.BadSetting if a value or a name cannot be used
   */
  static Settings read() {
    var unused = ConfigFile.ofProcess(System.getProperties(), System.getenv());
    // not that of the thread: the pool opens connections on threads that have none
    Config config = ConfigProvider.getConfig(ActiveSettings.class.getClassLoader());
    List<String> names = new ArrayList<>();
    config.getPropertyNames().forEach(names::add);
    SettingNames.requireKnown(names);
    return new Settings(key -> config.getOptionalValue(key, String.class));
  }

  /** What an operator may have meant otherwise, a sentence each. */
  static List<String> warnings(Settings settings) {
    List<String> warnings = new ArrayList<>(SettingNames.warnings(System.getenv().keySet()));
    if (!Handover.underLauncher()) {
      for (Setting<?> setting : OF_THE_LAUNCHER) {
        if (settings.isSet(setting)) {
          warnings.add(
              setting.key() + " has no effect here: it is for the server that runs the WAR.");
        }
      }
    }
    return warnings;
  }
}
