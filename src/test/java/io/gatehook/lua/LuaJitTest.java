package io.gatehook.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehook.json.Json;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Snippets whose results LuaJIT gave; the data file names its version and where ours differs.
 * {@code mvn test -Dtest=LuaJitTest -Dluajit.write=true} asks the engine anew, also about snippets
 * that were added without a result.
 */
class LuaJitTest {
  private static final Path DATA = Path.of("src/test/resources/vectors/luajit.json");

  static Stream<JsonObject> snippets() throws IOException, MalformedJson {
    return data().getJsonArray("snippets").getValuesAs(JsonObject.class).stream();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void saysWhatLuaJitSays(JsonObject snippet) {
    String expected = snippet.getString("ours", snippet.getString("says"));

    assertThat(Lua.say(snippet.getString("lua"))).isEqualTo(expected);
  }

  @Test
  void theFileHoldsWhatTheEngineSaysHere() throws IOException, MalformedJson {
    String version = version();

    assertThat(data().getString("engine")).isEqualTo(version);
    assertThat(snippets())
        .hasSizeGreaterThan(300)
        .allSatisfy(
            snippet ->
                assertThat(snippet.getString("says"))
                    .as(snippet.getString("lua"))
                    .isEqualTo(LuaJitEngine.say(snippet.getString("lua"))));
  }

  @Test
  @EnabledIfSystemProperty(named = "luajit.write", matches = "true")
  void writesTheFile() throws IOException, MalformedJson {
    String version = version();
    var snippets = Json.VALUES.createArrayBuilder();
    snippets()
        .forEach(
            snippet ->
                snippets.add(
                    Json.VALUES
                        .createObjectBuilder(snippet)
                        .add("says", LuaJitEngine.say(snippet.getString("lua")))));
    var data =
        Json.VALUES
            .createObjectBuilder(data())
            .add("engine", version)
            .add("snippets", snippets)
            .build();
    var text = new StringWriter();
    Json.VALUES
        .createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
        .createGenerator(text)
        .write(data)
        .close();
    Files.writeString(DATA, text + "\n");
  }

  private static String version() {
    Optional<String> version = LuaJitEngine.version();
    assumeTrue(version.isPresent(), "LuaJIT does not load on this platform");
    assumeTrue(TimeZone.getDefault().getRawOffset() == 0, "the snippets on dates are of UTC");
    return version.get();
  }

  private static JsonObject data() throws IOException, MalformedJson {
    return Json.parse(Files.readAllBytes(DATA), Json.Duplicates.REFUSED).asJsonObject();
  }
}
