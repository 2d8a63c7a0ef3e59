package io.gatehook.runtime.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The settings as they stand in docs/configuration.md and in server-config/gatehook.properties. */
final class SettingsReference {

  private static final List<Group> GROUPS =
      List.of(
          new Group("The server", ServerSettings.ALL),
          new Group("The listener", ListenerSettings.ALL),
          new Group("Who is served", AccessSettings.ALL),
          new Group("Deliveries and calls", DeliverySettings.ALL),
          new Group("Which receivers may be called", EgressSettings.ALL),
          new Group("Hooks and handlers", HookSettings.ALL),
          new Group("Lua", LuaSettings.ALL));

  private static final int WIDTH = 100;

  private SettingsReference() {}

  /** Settings under one heading. */
  private record Group(String title, List<Setting<?>> settings) {}

  /** In the order of the page. */
  static List<Setting<?>> settings() {
    return GROUPS.stream().<Setting<?>>flatMap(group -> group.settings().stream()).toList();
  }

  /** One table for each group. */
  static String tables() {
    return GROUPS.stream()
        .map(
            group ->
                "### "
                    + group.title()
                    + "\n\n| key | environment | default | value | meaning |\n|---|---|---|---|---|\n"
                    + group.settings().stream()
                        .map(SettingsReference::row)
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  private static String row(Setting<?> setting) {
    return "| `%s` | `%s` | %s | %s | %s |\n"
        .formatted(
            setting.key(),
            SettingNames.inEnvironment(setting.key()).get(2),
            setting.optional() ? "" : "`" + setting.defaultText() + "`",
            cell(setting.allowed()),
            cell(setting.meaning()) + (setting.secret() ? " Never shown." : ""));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }

  /** Every setting that the file may have, each as a comment with its default. */
  static String properties() {
    return GROUPS.stream()
        .map(
            group ->
                "\n# ---- "
                    + group.title()
                    + "\n"
                    + group.settings().stream()
                        .filter(setting -> setting != ServerSettings.CONFIG)
                        .map(SettingsReference::entry)
                        .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private static String entry(Setting<?> setting) {
    String allowed = setting.allowed();
    String sentence = allowed.substring(0, 1).toUpperCase(Locale.ROOT) + allowed.substring(1) + ".";
    return "\n%s%s#%s=%s\n"
        .formatted(
            comment(setting.meaning()), comment(sentence), setting.key(), setting.defaultText());
  }

  private static String comment(String text) {
    StringBuilder lines = new StringBuilder("#");
    int length = 1;
    for (String word : text.split(" ")) {
      if (length + 1 + word.length() > WIDTH) {
        lines.append("\n#");
        length = 1;
      }
      lines.append(' ').append(word);
      length += 1 + word.length();
    }
    return lines.append('\n').toString();
  }
}
