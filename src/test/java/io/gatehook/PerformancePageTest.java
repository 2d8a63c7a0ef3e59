package io.gatehook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/performance.md names the benchmarks and switches that there are. */
class PerformancePageTest {
  private static final Path PAGE = Path.of("docs/performance.md");
  private static final Path SOURCES = Path.of("src/bench/java/io/gatehook/bench");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern BENCHMARK =
      Pattern.compile("@Benchmark\\s+(?:@\\w+\\([^)]*\\)\\s+)*public \\S+ (\\w+)\\(");

  /** Of a figure of the load, or of an HTTP client. */
  private static final Pattern LABEL = Pattern.compile("(?m)^ {2}[A-Z_0-9]+\\(\\s*\"(\\w+)\"");

  private static final Pattern CASE =
      Pattern.compile("(?:new EndToEnd\\(|public String name\\(\\) \\{\\s+return )\"(\\w+)\"");
  private static final Pattern BLOCK = Pattern.compile("(?s)```bash\n(.*?)```");
  private static final Pattern COMMAND =
      Pattern.compile("mvn -Pbench verify((?: -D[\\w.]+=\\w+)*)");
  private static final Pattern SWITCH = Pattern.compile("-D([\\w.]+)=(\\w+)");
  private static final Pattern PROFILE = Pattern.compile("(?s)<id>bench</id>.*?</properties>");
  private static final Pattern SUITE = Pattern.compile("case \"(\\w+)\" ->");

  @Test
  void hasARowForEveryBenchmarkAndNoOther() throws IOException {
    String sources = sources();
    List<String> benchmarks = found(BENCHMARK, sources);
    List<String> rows = found(ROW, Files.readString(PAGE));

    assertThat(benchmarks).hasSizeGreaterThan(5);
    assertThat(rows).doesNotHaveDuplicates().containsAll(benchmarks);
    assertThat(rows).allSatisfy(row -> assertThat(sources).contains(row.replace("Throughput", "")));
  }

  @Test
  void hasARowForEveryFigureAndCaseOfTheLoad() throws IOException {
    String sources = sources();
    List<String> labels = found(LABEL, sources);
    List<String> cases = found(CASE, sources);

    assertThat(labels).hasSizeGreaterThan(40);
    assertThat(cases).hasSizeGreaterThan(8);
    assertThat(found(ROW, Files.readString(PAGE))).containsAll(labels).containsAll(cases);
  }

  @Test
  void namesCasesThatAreThere() throws IOException {
    String sources = sources();
    List<String> named = switched("bench.case");

    assertThat(named).isNotEmpty().allMatch(name -> found(CASE, sources).contains(name));
  }

  @Test
  void namesCommandsThatThePomKnows() throws IOException {
    Matcher profile = PROFILE.matcher(Files.readString(Path.of("pom.xml")));
    assertThat(profile.find()).isTrue();
    List<String> commands =
        found(BLOCK, Files.readString(PAGE)).stream().flatMap(String::lines).toList();

    assertThat(commands).isNotEmpty().allMatch(COMMAND.asMatchPredicate());
    assertThat(found(SWITCH, String.join("\n", commands)))
        .allSatisfy(name -> assertThat(profile.group()).contains("<" + name + ">"));
  }

  @Test
  void namesSuitesThatAreThere() throws IOException {
    assertThat(switched("bench")).isNotEmpty().isSubsetOf(found(SUITE, sources()));
  }

  /** Values that the page's commands give a switch. */
  private static List<String> switched(String name) throws IOException {
    return SWITCH
        .matcher(Files.readString(PAGE))
        .results()
        .filter(found -> found.group(1).equals(name))
        .map(found -> found.group(2))
        .toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).toList();
  }

  private static String sources() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(PerformancePageTest::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
