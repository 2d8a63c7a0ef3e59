package io.gatehook.handler.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gatehook.json.Json;
import io.gatehook.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LuaTextTest {

  @Test
  void printsTheTableThatARealNodePrinted() throws Exception {
    String table =
        EventBoxTest.recorded(0).stream()
            .filter(row -> row.startsWith("|"))
            .map(row -> row.substring(1, row.length() - 1).stripTrailing())
            .collect(Collectors.joining("\n"));

    assertThat(lua("{\"b\":1,\"a\":{\"x\":\"q\\\"uote\",\"y\":true},\"list\":[1,\"two\"]}"))
        .isEqualTo(table);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        arguments("{}", "{}"),
        arguments("[]", "{}"),
        arguments("[[],[1]]", "{ {}, { 1 } }"),
        arguments("[{\"a\":1}]", "{ {\n    a = 1\n  } }"),
        arguments("{\"a\":[{\"b\":1}]}", "{\n  a = { {\n      b = 1\n    } }\n}"),
        arguments("{\"a-b\":1}", "{\n  [\"a-b\"] = 1\n}"),
        arguments("{\"\":1,\"1a\":2,\"_a1\":3}", "{\n  [\"\"] = 1,\n  [\"1a\"] = 2,\n  _a1 = 3\n}"),
        arguments("{\"end\":1}", "{\n  [\"end\"] = 1\n}"),
        arguments("null", "<userdata 1>"),
        arguments("false", "false"),
        arguments("\"it's\"", "\"it's\""),
        arguments("\"say \\\"it's\\\"\"", "\"say \\\"it's\\\"\""),
        arguments("\"a\\\\b\\n\\t\\u0000\\u001b\\u007f\"", "\"a\\\\b\\n\\t\\000\\027\\127\""),
        arguments("\"ü漢\"", "\"ü漢\""),
        arguments("\"\\u2028\"", "\"\\226\\128\\168\""),
        arguments("\"\\ud800\"", "\"\\237\\160\\128\""),
        arguments("1627581878", "1627581878"),
        arguments("1.50", "1.5"),
        arguments("0", "0"),
        arguments("1e3", "1000"),
        arguments("0.0001", "0.0001"),
        arguments("0.00001", "1e-05"),
        arguments("99999999999999", "99999999999999"),
        arguments("100000000000000", "1e+14"),
        arguments("123456789012345678", "1.2345678901235e+17"),
        arguments("0.1", "0.1"),
        arguments("3.141592653589793", "3.1415926535898"),
        arguments("1e400", "math.huge"),
        arguments("-1e400", "-math.huge"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void printsValues(String json, String expected) throws Exception {
    assertThat(lua(json)).isEqualTo(expected);
  }

  private static String lua(String json) throws MalformedJson {
    return LuaText.of(Json.parse(json.getBytes(StandardCharsets.UTF_8), Json.Duplicates.REFUSED));
  }
}
