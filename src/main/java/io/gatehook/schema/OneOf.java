package io.gatehook.schema;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** One of a few strings. */
record OneOf(List<String> texts) implements Whole {
  @Override
  public JsonValue typed(JsonValue text) {
    return text;
  }

  @Override
  public Checked check(JsonValue value) {
    if (!(value instanceof JsonString text)) {
      return Checked.refused(value, Text.EXPECTED);
    }
    return Checked.that(
        texts.contains(text.getString()), value, "expected one of: " + String.join(", ", texts));
  }
}
