package io.gatehook.lua.meter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Numbers as LuaJIT prints them: 14 significant digits, ties away from zero. */
public final class NumberText {
  private static final double PLAIN = 1e14;
  private static final MathContext DIGITS = new MathContext(14, RoundingMode.HALF_UP);

  private NumberText() {}

  /** Of a number, or a string as it is. */
  public static LuaString string(LuaValue value) {
    if (value instanceof LuaString string) {
      return string;
    }
    String text = value.isinttype() ? Integer.toString(value.toint()) : of(value.todouble());
    return LuaString.valueUsing(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static String of(double number) {
    if (number == Math.rint(number) && Math.abs(number) < PLAIN) {
      return Long.toString((long) number);
    }
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -4 || exponent >= DIGITS.getPrecision()
        ? scientific(rounded, exponent)
        : rounded.toPlainString();
  }

  private static String scientific(BigDecimal number, int exponent) {
    String digits = number.unscaledValue().abs().toString();
    return (number.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
