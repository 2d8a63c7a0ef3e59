package io.gatehook.handler.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HostileEvents;
import io.gatehook.handler.Vectors;
import io.gatehook.text.Printable;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventBoxTest {

  static Stream<String> hostileEvents() {
    return HostileEvents.all().keySet().stream();
  }

  @Test
  void drawsTheBoxThatARealNodeLogged() {
    JsonObject data = Json.createObjectBuilder().add("k", "v").build();
    List<String> rows =
        EventBox.of(WorkerEvent.of("source", "event", data), 16766).lines().toList();
    List<String> recorded = recorded(1);

    // the real one writes where in its code it was called into the first row
    assertThat(rows.subList(1, rows.size())).isEqualTo(recorded.subList(1, recorded.size()));
    assertThat(rows.get(0)).isEqualTo(recorded.get(recorded.size() - 1));
  }

  @Test
  void drawsTheExample() {
    JsonObject event = Vectors.of("log").get(0).getJsonObject("event");
    String box =
        EventBox.of(
            WorkerEvent.of(
                event.getString("source"), event.getString("event"), event.getJsonObject("data")),
            68854);

    assertThat(box.lines().map(row -> row.substring(1, row.length() - 1).stripTrailing()))
        .containsExactly(
            "-".repeat(120),
            "\"log callback: \" \"consumers\" \"crud\" {",
            "  entity = {",
            "    created_at = 1734547295,",
            "    id = \"7b0f5f0e-2f2e-4d61-9d2c-0a8f7f1c9d11\",",
            "    type = 0,",
            "    updated_at = 1734547295,",
            "    username = \"ada\"",
            "  },",
            "  operation = \"create\",",
            "  schema = \"consumers\"",
            "} 68854",
            "-".repeat(120));
  }

  @ParameterizedTest
  @MethodSource("hostileEvents")
  void isAShortBoxOfEvenRows(String which) {
    String box = EventBox.of(HostileEvents.all().get(which), 1);
    List<String> rows = box.lines().toList();

    assertThat(box.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(16 * 1024);
    assertThat(rows).allMatch(row -> row.codePoints().allMatch(Printable::isSafe));
    assertThat(rows).allMatch(row -> row.codePointCount(0, row.length()) == 122);
    assertThat(rows.subList(1, rows.size() - 1)).allMatch(row -> row.matches("\\|.*\\|"));
  }

  @Test
  void wrapsLongRows() {
    JsonObject data = Json.createObjectBuilder().add("k", "x".repeat(300)).build();
    List<String> rows = EventBox.of(WorkerEvent.of("s", "e", data), 1).lines().toList();

    assertThat(rows.get(2)).isEqualTo("|  k = \"%s|".formatted("x".repeat(113)));
    assertThat(rows.get(3)).isEqualTo("|%s|".formatted("x".repeat(120)));
    assertThat(rows.get(4)).startsWith("|%s\" ".formatted("x".repeat(67)));
  }

  @Test
  void marksWhatIsLeftOut() {
    List<String> rows = EventBox.of(HostileEvents.all().get("many members"), 1).lines().toList();

    assertThat(rows.get(rows.size() - 2)).startsWith("|... ");
  }

  static List<String> recorded(int entry) {
    JsonArray entries = Vectors.read("/kong/inspect.json").asJsonArray();
    return entries
        .getJsonObject(entry)
        .getJsonArray("log_lines")
        .getValuesAs(JsonString.class)
        .stream()
        .map(JsonString::getString)
        .map(line -> line.replaceFirst("^.*?#[0-9]+: ", ""))
        .toList();
  }
}
