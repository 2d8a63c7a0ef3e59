package io.gatehook.schema;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** True, false, or one word that says more than true. */
record BooleanOr(String word) implements Whole {
  @Override
  public JsonValue typed(JsonValue text) {
    return Scalar.BOOLEAN.typed(text);
  }

  @Override
  public Checked check(JsonValue value) {
    boolean known =
        Scalar.BOOLEAN.check(value).violation() == null
            || (value instanceof JsonString text && text.getString().equals(word));
    return Checked.that(known, value, "expected a boolean or '%s'".formatted(word));
  }
}
