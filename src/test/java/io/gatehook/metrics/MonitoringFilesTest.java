package io.gatehook.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The dashboard and the alerts ask for what docs/metrics.md lists, which MetricsE2E compares with a
 * running server.
 */
class MonitoringFilesTest {
  private static final Path DOCKER = Path.of("docker");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(?<name>gatehook_\\w+)` \\| (?<type>\\w+) \\| (?<rest>.*) \\|$");
  private static final Pattern SELECTOR =
      Pattern.compile(
          "\\b(?<name>gatehook_[a-z_]+?)(?<part>_bucket|_count|_sum)?\\b(?!_)(?:\\{(?<labels>[^}]*)})?");
  private static final Pattern EQUATION =
      Pattern.compile("(?<label>[a-z_]+)(?:=|=~)\"(?<values>[^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\((?<labels>[a-z_, ]+)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{ *(?:\\$labels\\.)?([a-z_]+) *}}");
  private static final Pattern ALERT = Pattern.compile("(?m)^\\| `(Gatehook\\w+)` \\|");

  /** Prometheus adds them to every sample, or to those of a histogram. */
  private static final Set<String> ADDED = Set.of("instance", "job", "le");

  private final Map<String, Metric> metrics = new TreeMap<>();
  private final List<JsonObject> panels;
  private final List<Map<String, Object>> alerts;

  /**
   * A row of the table.
   *
   * @param words of labels and their values
   */
  private record Metric(String type, Set<String> words) {}

  MonitoringFilesTest() throws IOException {
    ROW.matcher(page())
        .results()
        .forEach(
            row ->
                metrics.put(
                    row.group(1),
                    new Metric(
                        row.group(2),
                        Pattern.compile("`(\\w+)`")
                            .matcher(row.group(3))
                            .results()
                            .map(word -> word.group(1))
                            .collect(Collectors.toSet()))));
    panels =
        Json.stored(Files.readAllBytes(DOCKER.resolve("grafana/gatehook.json")))
            .getJsonArray("panels")
            .getValuesAs(JsonObject.class);
    Map<String, List<Map<String, List<Map<String, Object>>>>> rules =
        new Yaml().load(Files.readString(DOCKER.resolve("alerts.yml")));
    alerts = rules.get("groups").get(0).get("rules");
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/metrics.md"));
  }

  private static Stream<String> expressions(JsonObject panel) {
    return panel.getJsonArray("targets").getValuesAs(JsonObject.class).stream()
        .map(target -> target.getString("expr"));
  }

  @Test
  void dashboardAsksForWhatThereIs() {
    assertThat(panels.stream().flatMap(MonitoringFilesTest::expressions))
        .hasSizeGreaterThan(15)
        .allSatisfy(this::assertAnswered);
  }

  @Test
  void alertsAskForWhatThereIs() {
    assertThat(alerts.stream().map(alert -> String.valueOf(alert.get("expr"))))
        .hasSizeGreaterThan(5)
        .filteredOn(expression -> !expression.equals("up{job=\"gatehook\"} == 0"))
        .hasSize(alerts.size() - 1)
        .allSatisfy(this::assertAnswered);
  }

  /** Metrics, labels and values of an expression are those of the table. */
  private void assertAnswered(String expression) {
    Set<String> known = new HashSet<>(ADDED);
    var selectors = SELECTOR.matcher(expression).results().toList();
    assertThat(selectors).as(expression).isNotEmpty();
    selectors.forEach(
        found -> {
          Metric metric = metrics.get(found.group(1));
          assertThat(metric).as(found.group(1)).isNotNull();
          assertThat(found.group(2) != null).isEqualTo(metric.type().equals("histogram"));
          assertThat(metric.words()).containsAll(words(found.group(3)));
          known.addAll(metric.words());
        });
    GROUPING
        .matcher(expression)
        .results()
        .forEach(found -> assertThat(known).contains(found.group(1).split(", ")));
  }

  private static Set<String> words(String labels) {
    Set<String> words = new TreeSet<>();
    EQUATION
        .matcher(labels == null ? "" : labels)
        .results()
        .forEach(
            equation -> {
              words.add(equation.group(1));
              words.addAll(Arrays.asList(equation.group(2).split("\\|")));
            });
    return words;
  }

  @Test
  void legendsAndAlertsNameLabelsThatAreKept() {
    panels.stream()
        .flatMap(panel -> panel.getJsonArray("targets").getValuesAs(JsonObject.class).stream())
        .forEach(
            target -> assertNamed(target.getString("legendFormat", ""), target.getString("expr")));
    alerts.forEach(
        alert ->
            assertNamed(
                String.valueOf(alert.get("annotations")), String.valueOf(alert.get("expr"))));
  }

  private static void assertNamed(String text, String expression) {
    Set<String> kept =
        GROUPING
            .matcher(expression)
            .results()
            .flatMap(found -> Arrays.stream(found.group(1).split(", ")))
            .collect(Collectors.toSet());
    if (kept.isEmpty()) {
      kept.addAll(ADDED);
    }
    assertThat(VARIABLE.matcher(text).results().map(found -> found.group(1)))
        .as(text)
        .allMatch(kept::contains);
  }

  @Test
  void everyAlertSaysHowBadItIsAndThePageWhatToDo() throws IOException {
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              assertThat(alert.get("labels").toString()).matches("\\{severity=(warning|critical)}");
              assertThat(alert.get("annotations").toString()).contains("summary=");
            });
    assertThat(ALERT.matcher(page()).results().map(row -> row.group(1)))
        .containsExactlyElementsOf(
            alerts.stream().map(alert -> String.valueOf(alert.get("alert"))).toList());
    assertThat(Files.readString(DOCKER.resolve("prometheus.yml"))).contains("- alerts.yml");
    assertThat(Files.readString(DOCKER.resolve("compose.yaml")))
        .contains("./alerts.yml:/etc/prometheus/alerts.yml:ro");
  }

  @Test
  void panelsSayWhatTheyShowAndStandBesideEachOther() {
    Set<String> cells = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonObject panel : panels) {
      assertThat(ids.add(panel.getInt("id"))).isTrue();
      assertThat(panel.getString("description")).endsWith(".").isNotBlank();
      JsonObject place = panel.getJsonObject("gridPos");
      for (int x = place.getInt("x"); x < place.getInt("x") + place.getInt("w"); x++) {
        for (int y = place.getInt("y"); y < place.getInt("y") + place.getInt("h"); y++) {
          assertThat(cells.add(x + "," + y)).as(panel.getString("title")).isTrue();
          assertThat(x).isLessThan(24);
        }
      }
    }
  }
}
