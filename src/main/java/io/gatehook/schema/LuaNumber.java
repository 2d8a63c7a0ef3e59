package io.gatehook.schema;

import io.gatehook.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Numbers in the text of a form, read as Lua reads them: decimal, exponent, hexadecimal, blanks.
 */
final class LuaNumber {
  /** Longer text is no number. */
  static final int MAX_LENGTH = 64;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
  private static final Pattern HEXADECIMAL = Pattern.compile("[+-]?0[xX][0-9a-fA-F]+");

  private LuaNumber() {}

  /** The number that the text is, else the text. */
  static JsonValue typed(JsonValue value) {
    if (!(value instanceof JsonString string) || string.getString().length() > MAX_LENGTH) {
      return value;
    }
    String text = string.getString().strip();
    if (HEXADECIMAL.matcher(text).matches()) {
      return number(new BigDecimal(new BigInteger(text.replaceFirst("0[xX]", ""), 16)));
    }
    return DECIMAL.matcher(text).matches() ? number(new BigDecimal(text)) : value;
  }

  private static JsonNumber number(BigDecimal number) {
    boolean small = number.abs().compareTo(BigDecimal.valueOf(IntegerIn.MAX_EXACT)) <= 0;
    if (small && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0)) {
      return Json.VALUES.createValue(number.longValueExact());
    }
    return Json.VALUES.createValue(number);
  }
}
