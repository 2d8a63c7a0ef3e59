package io.gatehook.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Strings and numbers as inspect.lua prints them: as source of Lua, all of it printable. */
public final class LuaLiteral {
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
  private static final MathContext DIGITS = new MathContext(14);

  private LuaLiteral() {}

  /** In double quotes, or in single ones around double ones. */
  public static String string(String content) {
    char quote = content.indexOf('"') >= 0 && content.indexOf('\'') < 0 ? '\'' : '"';
    var text = new StringBuilder();
    text.append(quote);
    content.codePoints().forEach(c -> append(text, c, quote));
    return text.append(quote).toString();
  }

  /** With 14 significant digits. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "math.huge" : "-math.huge";
    }
    if (value == 0) {
      return "0";
    }
    var rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < DIGITS.getPrecision()) {
      return rounded.toPlainString();
    }
    String digits = rounded.scaleByPowerOfTen(-exponent).toPlainString();
    return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static void append(StringBuilder text, int c, char quote) {
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
}
