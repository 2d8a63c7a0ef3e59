package io.gatehook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultsPageTest {
  private static final Path PAGE = Path.of("docs/faults.md");
  private static final Path TESTS = Path.of("src/test/java/io/gatehook/faults");
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+E2E)` \\|", Pattern.MULTILINE);

  @Test
  void hasARowForEachFaultTest() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      var tests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("E2E.java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(ROW.matcher(Files.readString(PAGE)).results().map(FaultsPageTest::name))
          .containsExactlyInAnyOrderElementsOf(tests);
    }
  }

  private static String name(MatchResult row) {
    return row.group(1);
  }
}
