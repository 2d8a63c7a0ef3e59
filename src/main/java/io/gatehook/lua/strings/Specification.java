package io.gatehook.lua.strings;

import io.gatehook.lua.natives.Bytes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import org.luaj.vm2.LuaString;

/**
 * One item of a format string, as C's printf has it; ties are rounded away from zero, as LuaJIT
 * does.
 *
 * @param precision -1: none was given
 */
record Specification(String flags, int width, int precision, char conversion) {
  private static final int DEFAULT_PRECISION = 6;

  static Specification of(Matcher parts, char conversion) {
    int width = parts.group(2).isEmpty() ? 0 : Integer.parseInt(parts.group(2));
    int precision = -1;
    if (parts.group(3) != null) {
      precision = parts.group(4).isEmpty() ? 0 : Integer.parseInt(parts.group(4));
    }
    return new Specification(parts.group(1), width, precision, conversion);
  }

  boolean left() {
    return has('-');
  }

  /** The text, no longer than the precision. */
  LuaString cut(LuaString text) {
    return precision >= 0 && precision < text.m_length ? Bytes.part(text, 0, precision) : text;
  }

  String whole(double number) {
    boolean small = Math.abs(number) < 0x1p63;
    long value = small ? (long) number : Long.MIN_VALUE;
    boolean signed = conversion == 'd' || conversion == 'i';
    String digits =
        switch (conversion) {
          case 'o' -> Long.toOctalString(value);
          case 'x' -> Long.toHexString(value);
          case 'X' -> Long.toHexString(value).toUpperCase(Locale.ROOT);
          case 'u' -> Long.toUnsignedString(value);
          default -> value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
        };
    if (precision == 0 && value == 0) {
      digits = "";
    }
    digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
    return padded(signed ? sign(value < 0) : alternate(value), digits, precision < 0);
  }

  String real(double number) {
    boolean negative = number < 0 || (number == 0 && 1 / number < 0);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return padded(sign(negative), cased(Double.isNaN(number) ? "nan" : "inf"), false);
    }
    double value = Math.abs(number);
    int digits = precision < 0 ? DEFAULT_PRECISION : precision;
    return switch (Character.toLowerCase(conversion)) {
      case 'f' -> padded(sign(negative), fixed(new BigDecimal(value), digits), true);
      case 'e' -> padded(sign(negative), cased(scientific(value, digits)), true);
      case 'g' -> padded(sign(negative), cased(general(value, Math.max(1, digits))), true);
      default -> padded(sign(negative) + cased("0x"), cased(hexadecimal(value)), true);
    };
  }

  private String fixed(BigDecimal value, int digits) {
    String text = value.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    return digits == 0 && has('#') ? text + "." : text;
  }

  private String scientific(double value, int digits) {
    BigDecimal rounded = rounded(value, digits + 1);
    String all = rounded.unscaledValue().toString();
    all += "0".repeat(Math.max(0, digits + 1 - all.length()));
    String fraction = all.substring(1, digits + 1);
    boolean point = digits > 0 || has('#');
    return all.charAt(0) + (point ? "." : "") + fraction + power(exponent(rounded));
  }

  private String general(double value, int digits) {
    int exponent = exponent(rounded(value, digits));
    if (exponent < -4 || exponent >= digits) {
      String text = scientific(value, digits - 1);
      int power = text.indexOf('e');
      return trimmed(text.substring(0, power)) + text.substring(power);
    }
    return trimmed(fixed(new BigDecimal(value), digits - 1 - exponent));
  }

  private String trimmed(String text) {
    if (has('#') || text.indexOf('.') < 0) {
      return text;
    }
    return text.replaceFirst("\\.?0*+$", "");
  }

  private static String hexadecimal(double value) {
    String text = Double.toHexString(value).substring(2).replace(".0p", "p");
    int power = text.indexOf('p') + 1;
    return text.charAt(power) == '-'
        ? text
        : text.substring(0, power) + "+" + text.substring(power);
  }

  private static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
  }

  private static int exponent(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }

  private static String power(int exponent) {
    int size = Math.abs(exponent);
    return (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }

  private String alternate(long value) {
    if (!has('#') || value == 0 || conversion == 'u') {
      return "";
    }
    return conversion == 'o' ? "0" : "0" + conversion;
  }

  private String sign(boolean negative) {
    if (negative) {
      return "-";
    }
    return has('+') ? "+" : has(' ') ? " " : "";
  }

  private String padded(String prefix, String digits, boolean zeros) {
    int missing = Math.max(0, width - prefix.length() - digits.length());
    if (left()) {
      return prefix + digits + " ".repeat(missing);
    }
    return has('0') && zeros
        ? prefix + "0".repeat(missing) + digits
        : " ".repeat(missing) + prefix + digits;
  }

  private String cased(String text) {
    return Character.isUpperCase(conversion) ? text.toUpperCase(Locale.ROOT) : text;
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }
}
