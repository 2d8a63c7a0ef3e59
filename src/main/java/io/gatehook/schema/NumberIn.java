package io.gatehook.schema;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;

/** A number, whole or not, between two bounds, both allowed. */
record NumberIn(String min, String max) implements Whole {
  @Override
  public JsonValue typed(JsonValue text) {
    return LuaNumber.typed(text);
  }

  @Override
  public Checked check(JsonValue value) {
    if (!(value instanceof JsonNumber number)) {
      return Checked.refused(value, "expected a number");
    }
    BigDecimal given = number.bigDecimalValue();
    boolean inside =
        given.compareTo(new BigDecimal(min)) >= 0 && given.compareTo(new BigDecimal(max)) <= 0;
    return Checked.that(inside, value, "value should be between %s and %s".formatted(min, max));
  }
}
