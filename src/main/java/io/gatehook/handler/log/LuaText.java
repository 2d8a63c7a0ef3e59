package io.gatehook.handler.log;

import io.gatehook.schema.LuaName;
import io.gatehook.text.Printable;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON as the Lua value that it decodes to, as inspect.lua prints it. */
final class LuaText {
  private static final Map<Integer, String> SHORT =
      Map.of(
          7,
          "\\a",
          8,
          "\\b",
          9,
          "\\t",
          10,
          "\\n",
          11,
          "\\v",
          12,
          "\\f",
          13,
          "\\r",
          (int) '\\',
          "\\\\");

  /** Lua prints numbers with so many digits. */
  private static final int DIGITS = 14;

  private final StringBuilder text = new StringBuilder();

  private LuaText() {}

  static String of(JsonValue value) {
    var lua = new LuaText();
    lua.value(value, 0);
    return lua.text.toString();
  }

  private void value(JsonValue value, int depth) {
    switch (value.getValueType()) {
      case OBJECT -> table(value.asJsonObject(), depth);
      case ARRAY -> list(value.asJsonArray(), depth);
      case STRING -> string(((JsonString) value).getString());
      case NUMBER -> text.append(number(((JsonNumber) value).doubleValue()));
      case TRUE -> text.append("true");
      case FALSE -> text.append("false");
      case NULL -> text.append("<userdata 1>");
    }
  }

  private void table(JsonObject object, int depth) {
    if (object.isEmpty()) {
      text.append("{}");
      return;
    }
    String separator = "{";
    for (var member : new TreeMap<>(object).entrySet()) {
      text.append(separator).append('\n').append("  ".repeat(depth + 1));
      key(member.getKey());
      text.append(" = ");
      value(member.getValue(), depth + 1);
      separator = ",";
    }
    text.append('\n').append("  ".repeat(depth)).append('}');
  }

  private void key(String name) {
    if (LuaName.isName(name)) {
      text.append(name);
      return;
    }
    text.append('[');
    string(name);
    text.append(']');
  }

  private void list(JsonArray array, int depth) {
    String separator = "{ ";
    for (JsonValue element : array) {
      text.append(separator);
      value(element, depth + 1);
      separator = ", ";
    }
    text.append(array.isEmpty() ? "{}" : " }");
  }

  private void string(String content) {
    char quote = content.indexOf('"') >= 0 && content.indexOf('\'') < 0 ? '\'' : '"';
    text.append(quote);
    content.codePoints().forEach(c -> character(c, quote));
    text.append(quote);
  }

  private void character(int c, char quote) {
    if (c == quote) {
      text.append('\\').append(quote);
    } else if (SHORT.containsKey(c)) {
      text.append(SHORT.get(c));
    } else if (Printable.isSafe(c)) {
      text.appendCodePoint(c);
    } else {
      for (byte b : bytes(c)) {
        int code = b & 0xff;
        text.append('\\').append(code / 100).append(code / 10 % 10).append(code % 10);
      }
    }
  }

  private static byte[] bytes(int c) {
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      return new byte[] {
        (byte) 0xed, (byte) (0x80 | ((c >> 6) & 0x3f)), (byte) (0x80 | (c & 0x3f))
      };
    }
    return Character.toString(c).getBytes(StandardCharsets.UTF_8);
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "math.huge" : "-math.huge";
    }
    if (value == 0) {
      return "0";
    }
    var rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < DIGITS) {
      return rounded.toPlainString();
    }
    String digits = rounded.scaleByPowerOfTen(-exponent).toPlainString();
    return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
