package io.gatehook.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snippets whose results LuaJIT gave; the data file names its version and where ours differs. */
class LuaJitTest {
  static Stream<JsonObject> snippets() throws IOException, MalformedJson {
    try (var in = LuaJitTest.class.getResourceAsStream("/vectors/luajit.json")) {
      return Json.parse(in.readAllBytes(), Json.Duplicates.REFUSED)
          .asJsonObject()
          .getJsonArray("snippets")
          .getValuesAs(JsonObject.class)
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void saysWhatLuaJitSays(JsonObject snippet) {
    String expected = snippet.getString("ours", snippet.getString("says"));

    assertThat(Lua.say(snippet.getString("lua"))).isEqualTo(expected);
  }
}
