package io.gatehook.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documents say of the settings is what the code says. {@code mvn test
 * -Dtest=SettingsReferenceTest -Ddocs.write=true} writes it anew.
 */
class SettingsReferenceTest {

  private static final Path PAGE = Path.of("docs/configuration.md");
  private static final Path FILE = Path.of("server-config/gatehook.properties");
  private static final String PAGE_BEGIN = "<!-- made from the code; see above -->\n";
  private static final String PAGE_END = "<!-- end -->\n";
  private static final String FILE_BEGIN = "# ==== The settings, made from the code ====\n";
  private static final String WRITE = "docs.write";

  @Test
  void everySettingStandsInOneGroup() {
    assertThat(SettingsReference.settings()).containsExactlyElementsOf(Setting.all());
  }

  @Test
  void pageListsTheSettingsOfTheCode() throws IOException {
    assertGenerated(PAGE, PAGE_BEGIN, "\n" + SettingsReference.tables() + "\n", PAGE_END);
  }

  @Test
  void fileOfTheOperatorListsTheSettingsOfTheCode() throws IOException {
    assertGenerated(FILE, FILE_BEGIN, SettingsReference.properties(), "");
  }

  @Test
  void fileOfTheOperatorSetsNothingUntilALineIsUncommented() {
    assertThat(ConfigFile.read(at(FILE))).isEmpty();
  }

  @Test
  void everyDefaultInTheFileOfTheOperatorCanBeUsed(@TempDir Path directory) throws IOException {
    String uncommented =
        Files.readAllLines(FILE).stream()
            .map(line -> line.startsWith("#gatehook.") ? line.substring(1) : line)
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(directory.resolve("gatehook.properties"), uncommented);

    Map<String, String> values = ConfigFile.read(at(file));

    assertThat(values.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Setting.all().stream()
                .filter(Predicate.not(ServerSettings.CONFIG::equals))
                .map(Setting::key)
                .toList());
    assertThat(Setting.all())
        .allSatisfy(
            setting ->
                assertThat(values.getOrDefault(setting.key(), setting.defaultText()))
                    .isEqualTo(setting.defaultText()));
  }

  private static Function<String, Optional<String>> at(Path file) {
    return Settings.inProcess(Map.of(ServerSettings.CONFIG.key(), file.toString()), Map.of());
  }

  /** The part of the file between begin and end; what stands around it is written by hand. */
  private static void assertGenerated(Path file, String begin, String generated, String end)
      throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(begin, end);
    int from = text.indexOf(begin) + begin.length();
    int to = end.isEmpty() ? text.length() : text.indexOf(end, from);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(file, text.substring(0, from) + generated + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as(
            "%s is not what the code says; mvn test -Dtest=%s -D%s=true writes it anew",
            file, SettingsReferenceTest.class.getSimpleName(), WRITE)
        .isEqualTo(generated);
  }
}
