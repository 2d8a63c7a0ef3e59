package io.gatehook.schema;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * A string that is not empty.
 *
 * @param maxLength in UTF-16 units
 * @param identifier whether databases must be able to hold and compare it: no U+0000, no lone
 *     surrogate
 */
record Text(int maxLength, boolean identifier) implements Whole {
  static final String EXPECTED = "expected a string";
  static final String EMPTY = "length must be at least 1";

  @Override
  public JsonValue typed(JsonValue text) {
    return text;
  }

  @Override
  public Checked check(JsonValue value) {
    if (!(value instanceof JsonString string)) {
      return Checked.refused(value, EXPECTED);
    }
    String text = string.getString();
    if (text.isEmpty()) {
      return Checked.refused(value, EMPTY);
    }
    if (text.length() > maxLength) {
      return Checked.refused(value, "length must be at most " + maxLength);
    }
    return Checked.that(
        !identifier || isStorable(text), value, "must not contain U+0000 or lone surrogates");
  }

  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
  }
}
