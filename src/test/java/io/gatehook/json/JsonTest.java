package io.gatehook.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.json.Json.Duplicates;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject object(String text) throws MalformedJson {
    return Json.parse(utf8(text), Duplicates.REFUSED).asJsonObject();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{} x",
        "{}{}",
        "[1,]",
        "{\"a\":}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "\uFEFF{}",
        "{'a':1}",
        "\"\u0001\"",
        "{\"a\":1e99999999999}",
        "nul",
      })
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> Json.parse(utf8(text), Duplicates.LAST_WINS))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void refusesANumberOfThousandsOfDigits() {
    assertThatThrownBy(() -> Json.parse(utf8("9".repeat(5000)), Duplicates.LAST_WINS))
        .isInstanceOf(MalformedJson.class)
        .hasMessage("number out of range");
  }

  @Test
  void refusesBrokenUtf8() {
    assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xC3, '"'}, Duplicates.LAST_WINS))
        .isInstanceOf(MalformedJson.class)
        .hasMessage("not UTF-8");
  }

  @Test
  void boundsTheDepth() throws MalformedJson {
    String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
    Json.parse(utf8(deepest), Duplicates.LAST_WINS);

    assertThatThrownBy(() -> Json.parse(utf8("[" + deepest + "]"), Duplicates.LAST_WINS))
        .isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> Json.parse(utf8("[".repeat(100_000)), Duplicates.LAST_WINS))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void boundsTheNumberOfValues() throws MalformedJson {
    String most = "[1" + ",1".repeat(Json.MAX_VALUES - 2) + "]";
    Json.parse(utf8(most), Duplicates.LAST_WINS);
    Json.parse(utf8("{\"a\":\"" + ",[{".repeat(Json.MAX_VALUES) + "\"}"), Duplicates.LAST_WINS);

    for (String tooMany : List.of("[1," + most.substring(1), "[{}" + ",{}".repeat(150_000) + "]")) {
      assertThatThrownBy(() -> Json.parse(utf8(tooMany), Duplicates.LAST_WINS))
          .isInstanceOf(MalformedJson.class)
          .hasMessage("more than 200000 values");
    }
  }

  @Test
  void duplicateNamesAreRefusedOrTheLastWins() throws MalformedJson {
    byte[] twice = utf8("{\"a\":1,\"b\":{\"c\":1,\"c\":2}}");

    assertThat(
            Json.parse(twice, Duplicates.LAST_WINS).asJsonObject().getJsonObject("b").getInt("c"))
        .isEqualTo(2);
    assertThatThrownBy(() -> Json.parse(twice, Duplicates.REFUSED))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"x\\udc00y\\ud83d\"}",
        "{\"a\":\"\uD83D\uDE00 \\u0000 \\u001f\"}",
        "{\"a\":12345678901234567890.0123456789,\"b\":-0,\"c\":null,\"d\":[],\"e\":{}}",
      })
  void keepsEveryValueThroughBytes(String text) throws MalformedJson {
    JsonObject given = object(text);

    assertThat(Json.stored(Json.bytes(given))).isEqualTo(given);
  }

  @Test
  void writesWithoutWhiteSpace() throws MalformedJson {
    assertThat(Json.text(object("{ \"b\" : [ 1 , true ] , \"a\" : null }")))
        .isEqualTo("{\"b\":[1,true],\"a\":null}");
  }
}
