package io.gatehook.lua.natives;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Numbers in text, read as LuaJIT reads them. */
public final class Numbers {
  private static final int LONGEST = 400;
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("([+-]?)0[xX]([0-9a-fA-F]*)(?:\\.([0-9a-fA-F]*))?(?:[pP]([+-]?[0-9]+))?");

  private Numbers() {}

  /** The number; nil: the text is none. */
  public static LuaValue parse(LuaString string) {
    String text = trimmed(string);
    if (text.isEmpty()) {
      return LuaValue.NIL;
    }
    if (DECIMAL.matcher(text).matches()) {
      return LuaDouble.valueOf(Double.parseDouble(text));
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    return hexadecimal.matches() ? hexadecimal(hexadecimal) : special(text);
  }

  /** A whole number in a base from 2 to 36; nil: the text is none. */
  public static LuaValue parse(LuaString string, int base) {
    String text = trimmed(string);
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    if (base == 16 && (digits.startsWith("0x") || digits.startsWith("0X"))) {
      digits = digits.substring(2);
    }
    if (digits.isEmpty()) {
      return LuaValue.NIL;
    }
    double value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 128 ? Character.digit(c, base) : -1;
      if (digit < 0) {
        return LuaValue.NIL;
      }
      value = value * base + digit;
    }
    return LuaDouble.valueOf(negative ? -value : value);
  }

  private static String trimmed(LuaString string) {
    int from = 0;
    int to = string.m_length;
    while (from < to && isSpace(Bytes.at(string, from))) {
      from++;
    }
    while (to > from && isSpace(Bytes.at(string, to - 1))) {
      to--;
    }
    return to - from > LONGEST
        ? ""
        : Bytes.text(string, StandardCharsets.ISO_8859_1).substring(from, to);
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= 9 && c <= 13);
  }

  private static LuaValue hexadecimal(Matcher parts) {
    String fraction = parts.group(3) == null ? "" : parts.group(3);
    String digits = parts.group(2) + fraction;
    if (digits.isEmpty()) {
      return LuaValue.NIL;
    }
    int shift = -4 * fraction.length();
    if (parts.group(4) != null) {
      String exponent = parts.group(4);
      shift += exponent.length() > 6 ? 0 : Integer.parseInt(exponent);
    }
    double value = Math.scalb(new BigInteger(digits, 16).doubleValue(), shift);
    return LuaDouble.valueOf(parts.group(1).equals("-") ? -value : value);
  }

  private static LuaValue special(String text) {
    String sign = text.startsWith("-") ? "-" : "";
    String word = text.replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
    double value =
        switch (word) {
          case "inf", "infinity" -> Double.POSITIVE_INFINITY;
          case "nan" -> Double.NaN;
          default -> 0;
        };
    return value == 0 ? LuaValue.NIL : LuaDouble.valueOf(sign.isEmpty() ? value : -value);
  }
}
