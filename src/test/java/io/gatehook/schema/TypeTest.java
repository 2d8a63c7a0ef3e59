package io.gatehook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import io.gatehook.json.Json.Duplicates;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://h|",
        "https://u:p@h:8443/x?y#z|",
        "http://[::1]:80/|",
        "ftp://h/|",
        "http://a b/|",
        "x|missing host in url",
        "example.test/x|missing host in url",
        "http://|missing host in url",
        "http:///x|missing host in url",
        "http://:80/|missing host in url",
        "http://u@/|missing host in url",
        "http://u@:80/|missing host in url",
        "http://?x|missing host in url",
        "http:h|missing host in url",
        "//h|missing scheme in url",
      })
  void wantsHostThenScheme(String url, String violation) {
    Checked checked = Type.URL.check(Json.VALUES.createValue(url));

    assertThat(checked.violation())
        .isEqualTo(violation == null ? null : Json.VALUES.createValue(violation));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|null",
        "{}|null",
        "[\"a\"]|null",
        "[\"a\",5,\"\",\"b\"]|[null,\"expected a string\",\"length must be at least 1\"]",
        "[null]|[\"required field missing\"]",
        "{\"a\":1}|\"expected an array\"",
        "\"a\"|\"expected an array\"",
      })
  void checksEveryElement(String value, String violation) throws MalformedJson {
    Checked checked = new Type.ArrayOf(Type.STRING).check(parsed(value));

    assertThat(String.valueOf(checked.violation())).isEqualTo(violation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|null",
        "[]|null",
        "{\"a\":\"b\"}|null",
        "{\"a\":1}|\"expected a string\"",
        "{\"a\":null}|\"required field missing\"",
        "{\"a\":\"\"}|\"length must be at least 1\"",
        "[\"a\"]|\"expected a string\"",
        "\"a\"|\"expected a map\"",
      })
  void checksEveryValueOfAMap(String value, String violation) throws MalformedJson {
    Checked checked = new Type.MapOf(Type.STRING).check(parsed(value));

    assertThat(String.valueOf(checked.violation())).isEqualTo(violation);
  }

  @ParameterizedTest
  @CsvSource({"1.5,", "-3,", "1e308,", "1e309,expected a number", "true,expected a number"})
  void takesFiniteNumbers(String number, String violation) throws MalformedJson {
    Checked checked = Type.NUMBER.check(parsed(number));

    assertThat(checked.violation())
        .isEqualTo(violation == null ? null : Json.VALUES.createValue(violation));
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740992,",
    "-9007199254740992,",
    "9007199254740993,value should be between -9007199254740992 and 9007199254740992",
  })
  void takesIntegersThatADoubleHolds(String number, String violation) throws MalformedJson {
    Checked checked = Type.INTEGER.check(parsed(number));

    assertThat(checked.violation())
        .isEqualTo(violation == null ? null : Json.VALUES.createValue(violation));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"1s\"|null",
        "\"60s\"|null",
        "\"1m\"|null",
        "\"1000ms\"|null",
        "\"999ms\"|\"value should be between 1s and 60s\"",
        "\"2m\"|\"value should be between 1s and 60s\"",
        "\"999999999d\"|\"value should be between 1s and 60s\"",
        "\"5\"|\"expected a duration like 500ms, 5s, 2m, 3h or 7d\"",
        "\"-5s\"|\"expected a duration like 500ms, 5s, 2m, 3h or 7d\"",
        "\"9999999999s\"|\"expected a duration like 500ms, 5s, 2m, 3h or 7d\"",
        "\"\"|\"expected a duration like 500ms, 5s, 2m, 3h or 7d\"",
        "5|\"expected a duration like 500ms, 5s, 2m, 3h or 7d\"",
      })
  void takesDurationsWithinBounds(String value, String violation) throws MalformedJson {
    assertViolation(Type.duration("1s", "60s"), value, violation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0.5|null",
        "10|null",
        "1e1|null",
        "0.49|\"value should be between 0.5 and 10\"",
        "1e999999999|\"value should be between 0.5 and 10\"",
        "-1|\"value should be between 0.5 and 10\"",
        "\"1\"|\"expected a number\"",
      })
  void takesNumbersWithinBounds(String value, String violation) throws MalformedJson {
    assertViolation(Type.number("0.5", "10"), value, violation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true|null",
        "false|null",
        "\"stop\"|null",
        "\"true\"|\"expected a boolean or 'stop'\"",
        "1|\"expected a boolean or 'stop'\"",
      })
  void takesABooleanOrAWord(String value, String violation) throws MalformedJson {
    assertViolation(Type.booleanOr("stop"), value, violation);
  }

  @Test
  void readsABooleanOrAWordFromAForm() {
    Type type = Type.booleanOr("stop");

    assertThat(type.typed(Json.VALUES.createValue("true"))).isEqualTo(JsonValue.TRUE);
    assertThat(type.typed(Json.VALUES.createValue("stop")))
        .isEqualTo(Json.VALUES.createValue("stop"));
  }

  @Test
  void countsElements() throws MalformedJson {
    assertViolation(new Type.ArrayOf(Type.STRING, 2), "[\"a\",\"b\"]", "null");
    assertViolation(
        new Type.ArrayOf(Type.STRING, 2), "[\"a\",\"b\",5]", "\"length must be at most 2\"");
  }

  private static void assertViolation(Type type, String value, String violation)
      throws MalformedJson {
    assertThat(String.valueOf(type.check(parsed(value)).violation())).isEqualTo(violation);
  }

  private static JsonValue parsed(String text) throws MalformedJson {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8), Duplicates.REFUSED);
  }
}
