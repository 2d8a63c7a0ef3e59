package io.gatehook.schema;

import io.gatehook.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;

/** An integer between two bounds, both allowed. */
record IntegerIn(long min, long max) implements Whole {
  /** Up to here every integer is a double. */
  static final long MAX_EXACT = 1L << 53;

  @Override
  public JsonValue typed(JsonValue text) {
    return LuaNumber.typed(text);
  }

  @Override
  public Checked check(JsonValue value) {
    if (!(value instanceof JsonNumber number) || !isIntegral(number.bigDecimalValue())) {
      return Checked.refused(value, "expected an integer");
    }
    BigDecimal given = number.bigDecimalValue();
    boolean inside =
        given.compareTo(BigDecimal.valueOf(min)) >= 0
            && given.compareTo(BigDecimal.valueOf(max)) <= 0;
    return inside
        ? Checked.accepted(Json.VALUES.createValue(given.longValueExact()))
        : Checked.refused(value, "value should be between %d and %d".formatted(min, max));
  }

  /** Never expands the number: an exponent may be huge. */
  private static boolean isIntegral(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }
}
