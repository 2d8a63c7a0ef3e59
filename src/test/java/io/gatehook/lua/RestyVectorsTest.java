package io.gatehook.lua;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the original template engine printed under LuaJIT, and where ours is meant to differ. */
class RestyVectorsTest {
  /** The vectors that say "deviation", and what they say ours does. */
  private static final Map<String, String> DEVIATIONS =
      Map.of(
          "lit-long-bracket", "a ]] b ]=] c",
          "val-num-special", "inf -inf 0",
          "sandbox-load", "nil nil nil function nil");

  static Stream<String> ids() throws IOException, MalformedJson {
    return vectors().getJsonArray("vectors").getValuesAs(JsonObject.class).stream()
        .map(vector -> vector.getString("id"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void rendersLikeTheOriginal(String id) throws IOException, MalformedJson, LuaFailure {
    JsonObject vector = vector(id);

    if (vector.containsKey("deviation")) {
      assertThat(rendered(vector)).isEqualTo(DEVIATIONS.get(id));
    } else if (vector.containsKey("expected")) {
      assertThat(rendered(vector)).isEqualTo(vector.getString("expected"));
    } else {
      assertFails(vector);
    }
  }

  private static void assertFails(JsonObject vector) {
    boolean compile = vector.getString("error_when").equals("compile");
    try {
      String text = rendered(vector);
      assertThat(text).as("must fail: " + vector.getString("error")).isNull();
    } catch (LuaFailure e) {
      assertThat(e.kind()).isEqualTo(compile ? LuaFailure.Kind.COMPILE : LuaFailure.Kind.RUNTIME);
      if (compile) {
        assertThat(e.message()).matches("t:\\d+: .+");
      } else if (vector.getString("error").equals("(table)")) {
        assertThat(e.message()).isEqualTo("(error object is a table value)");
      } else {
        assertThat(e.message()).isEqualTo("t:1: " + vector.getString("error"));
      }
    }
  }

  private static String rendered(JsonObject vector) throws LuaFailure {
    JsonValue context = vector.get("context");
    if (!(context instanceof JsonObject) && context != JsonValue.NULL) {
      context = contexts().getJsonObject("default");
    }
    Sandbox sandbox = Lua.sandbox();
    LuaInput input = context instanceof JsonObject ? sandbox.input(context) : null;
    return RestyTemplate.compile(vector.getString("template"), "t", LuaLimits.defaults())
        .render(sandbox, input)
        .text();
  }

  private static JsonObject contexts() {
    try {
      return vectors().getJsonObject("contexts");
    } catch (IOException | MalformedJson e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject vector(String id) throws IOException, MalformedJson {
    return vectors().getJsonArray("vectors").getValuesAs(JsonObject.class).stream()
        .filter(vector -> vector.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject vectors() throws IOException, MalformedJson {
    try (var in = RestyVectorsTest.class.getResourceAsStream("/vectors/resty-template.json")) {
      return Json.parse(in.readAllBytes(), Json.Duplicates.REFUSED).asJsonObject();
    }
  }
}
