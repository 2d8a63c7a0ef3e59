package io.gatehook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.runtime.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests and settings that there are, and a test for every claim. */
class SecurityPageTest {
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|E2E))`");
  private static final Pattern KEY = Pattern.compile("`(gatehook\\.[a-z.-]*[a-z])(?:=[^`]*)?`");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!what |---).*\\|$");

  private final String page;

  SecurityPageTest() throws IOException {
    page = Files.readString(Path.of("docs/security.md"));
  }

  @Test
  void everyClaimNamesATestThatIsThere() throws IOException {
    Set<String> there;
    try (var files = Files.walk(TESTS)) {
      there =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }

    assertThat(found(ROW, 0)).isNotEmpty().allMatch(row -> TEST.matcher(row).find());
    assertThat(found(TEST, 1)).isSubsetOf(there);
  }

  @Test
  void everyKeyIsASetting() {
    assertThat(found(KEY, 1)).isNotEmpty().allMatch(key -> Setting.named(key).isPresent());
  }

  private List<String> found(Pattern pattern, int group) {
    return pattern.matcher(page).results().map(result -> result.group(group)).toList();
  }
}
