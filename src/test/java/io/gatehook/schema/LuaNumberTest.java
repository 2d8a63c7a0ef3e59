package io.gatehook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.json.Json;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuaNumberTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "7,7",
        " 7 ,7",
        "-3,-3",
        "+3,3",
        "1e2,100",
        "1E+2,100",
        "3.0,3",
        "3.,3",
        ".5,0.5",
        "10.5,10.5",
        "0x10,16",
        "-0XfF,-255",
        "007,7",
        "1e300,1E+300",
      })
  void readsWhatLuaReads(String text, String number) {
    assertThat(LuaNumber.typed(Json.VALUES.createValue(text))).hasToString(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "", " ", "1 2", "1,5", "0x", "e2", ".", "1e", "- 1", "1e99999", "٣", "nan"})
  void leavesOtherTextAlone(String text) {
    JsonValue value = Json.VALUES.createValue(text);

    assertThat(LuaNumber.typed(value)).isSameAs(value);
  }

  @Test
  void leavesLongTextAlone() {
    JsonValue value = Json.VALUES.createValue("9".repeat(LuaNumber.MAX_LENGTH + 1));

    assertThat(LuaNumber.typed(value)).isSameAs(value);
  }
}
