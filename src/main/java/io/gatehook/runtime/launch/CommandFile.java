package io.gatehook.runtime.launch;

import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.boot.AdminCommandRunner;
import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Setting;
import io.gatehook.runtime.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Payara commands of an operator, one a line, as {@code asadmin} takes them; {@code #} begins a
 * comment. Run by us, since the server would go on after one that fails.
 *
 * @param name as the operator wrote it
 */
record CommandFile(Setting<String> setting, String name) {

  private static final long MAX_BYTES = 64 * 1024;

  /** A word, in which quotes keep spaces. */
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

  /** Before the server is made. */
  static List<CommandFile> preBoot(Settings settings) {
    return of(settings, ServerSettings.PRE_BOOT);
  }

  /** Before the application starts. */
  static List<CommandFile> postBoot(Settings settings) {
    return of(settings, ServerSettings.POST_BOOT);
  }

  private static List<CommandFile> of(Settings settings, Setting<String> setting) {
    return settings.find(setting).map(name -> new CommandFile(setting, name)).stream().toList();
  }

  /**
   * @throws BadSetting naming the first line that fails
   */
  void run(AdminCommandRunner commands) {
    List<String> lines = lines();
    for (int number = 1; number <= lines.size(); number++) {
      List<String> words = words(lines.get(number - 1));
      if (!words.isEmpty()) {
        run(words, number, commands);
      }
    }
  }

  private void run(List<String> words, int number, AdminCommandRunner commands) {
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    ClusterCommandResult result = commands.run(words.get(0), arguments);
    if (result.getExitStatus() == ClusterCommandResult.ExitStatus.FAILURE) {
      throw BadSetting.of(
          setting,
          name,
          "the server refuses line %d, %s: %s".formatted(number, words.get(0), said(result)));
    }
  }

  /** The server puts the name of its class and the status before the sentence. */
  private static String said(ClusterCommandResult result) {
    return String.valueOf(result.getOutput())
        .strip()
        .replaceFirst("^PlainTextActionReporterFAILURE", "")
        .replaceFirst("\\.$", "");
  }

  static List<String> words(String line) {
    String command = line.strip();
    return command.startsWith("#")
        ? List.of()
        : WORD.matcher(command)
            .results()
            .map(MatchResult::group)
            .map(word -> word.replace("\"", ""))
            .toList();
  }

  private List<String> lines() {
    Path file = Path.of(name);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw BadSetting.of(setting, name, "the file is longer than " + MAX_BYTES + " bytes");
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw BadSetting.of(setting, name, "the file cannot be read (" + e + ")");
    }
  }
}
