package io.gatehook.handler.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HostileEvents;
import io.gatehook.handler.Vectors;
import io.gatehook.json.Json;
import io.gatehook.text.Printable;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventLineTest {

  static Stream<String> hostileEvents() {
    return HostileEvents.all().keySet().stream();
  }

  @Test
  void holdsEventSourceDataAndPidInThisOrder() {
    JsonObject data = Vectors.of("log").get(0).getJsonObject("event").getJsonObject("data");

    assertThat(EventLine.of(WorkerEvent.of("crud", "consumers", data), 68854))
        .isEqualTo(
            "{\"event\":\"consumers\",\"source\":\"crud\",\"data\":%s,\"pid\":68854}",
            Json.text(data));
  }

  @ParameterizedTest
  @MethodSource("hostileEvents")
  void isOneShortLineOfJson(String which) {
    String line = EventLine.of(HostileEvents.all().get(which), 1);
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

    assertThat(bytes).hasSizeLessThanOrEqualTo(16 * 1024);
    assertThat(line.codePoints()).allMatch(Printable::isSafe);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(line);
    assertThat(parsed(line).getInt("pid")).isOne();
  }

  @Test
  void keepsTheMeaningOfWhatItEscapes() {
    WorkerEvent odd = HostileEvents.all().get("odd strings");

    assertThat(parsed(EventLine.of(odd, 1)).getJsonObject("data")).isEqualTo(odd.data());
  }

  @Test
  void fillsTheLineWithTheBeginningOfDataThatIsTooLong() {
    WorkerEvent huge = HostileEvents.all().get("one huge string");
    String line = EventLine.of(huge, 1);

    assertThat(line).hasSize(16 * 1024);
    assertThat(Json.text(huge.data())).startsWith(parsed(line).getString("data_cut"));
    assertThat(parsed(line)).doesNotContainKey("data");
  }

  private static JsonObject parsed(String line) {
    // the line is one level deeper than the data in it
    var readers =
        jakarta.json.Json.createReaderFactory(
            Map.of("org.eclipse.parsson.maxDepth", Json.MAX_DEPTH + 2));
    return readers.createReader(new StringReader(line)).readObject();
  }
}
