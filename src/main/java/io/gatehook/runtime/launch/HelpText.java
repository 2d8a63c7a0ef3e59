package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Setting;
import io.gatehook.runtime.config.SettingNames;
import io.gatehook.runtime.config.Version;
import java.util.stream.Collectors;

/** What {@code --help} prints: the options, then every setting. */
final class HelpText {

  private static final String HEAD =
      """
      Gatehook %s: event hooks for every gateway.

      Usage: java [-Dgatehook.<setting>=<value> ...] -jar gatehook.jar [option]

        (no option)  Run in the foreground until SIGINT or SIGTERM, which drain and stop it.
        --unpack DIR Write DIR, whose gatehook.jar starts faster; for images and services.
        --help       Print this text.
        --version    Print the version.

      Settings, as system properties (-D%s=9000), in the environment (%s=9000) or in
      the file that gatehook.config names; what is named first here wins:

      """;

  private static final String TAIL =
      """

      Exit codes: 0 stopped on request, 2 unusable settings, 3 unusable database, 1 anything else.

      Fastest start and smallest memory, at the cost of peak speed:
        JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms48m -Xmx512m"\
      """;

  private HelpText() {}

  static String text() {
    String head =
        HEAD.formatted(
            Version.current(),
            ServerSettings.HTTP_PORT.key(),
            environmentName(ServerSettings.HTTP_PORT));
    int width = Setting.all().stream().mapToInt(HelpText::width).max().orElse(0);
    return Setting.all().stream()
        .map(setting -> line(setting, width))
        .collect(Collectors.joining("\n", head, "\n" + TAIL));
  }

  private static String line(Setting<?> setting, int width) {
    return "  %s%s  %s"
        .formatted(keyAndDefault(setting), padding(setting, width), setting.meaning());
  }

  private static String keyAndDefault(Setting<?> setting) {
    return setting.key() + "=" + setting.defaultText();
  }

  private static int width(Setting<?> setting) {
    return keyAndDefault(setting).length();
  }

  private static String padding(Setting<?> setting, int width) {
    return " ".repeat(width - width(setting));
  }

  private static String environmentName(Setting<?> setting) {
    return SettingNames.inEnvironment(setting.key()).get(2);
  }
}
