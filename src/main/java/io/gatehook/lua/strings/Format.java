package io.gatehook.lua.strings;

import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Printed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/** Lua's {@code string.format}. */
final class Format {
  private static final Pattern SPECIFICATION =
      Pattern.compile("([-+ #0]*)([0-9]{0,2})(?:(\\.)([0-9]{0,2}))?");
  private static final String WHOLE = "diuoxX";
  private static final String REAL = "eEfFgGaA";

  private static final int LONGEST = 16;

  private final Arguments arguments;
  private final LuaString template;
  private final Bytes result;
  private int next = 1;

  private Format(Arguments arguments) {
    this.arguments = arguments;
    this.template = arguments.string(1);
    this.result = new Bytes(template.m_length + 16);
  }

  static Varargs format(Arguments a) {
    return new Format(a).run();
  }

  private LuaString run() {
    int i = 0;
    while (i < template.m_length) {
      int c = Bytes.at(template, i++);
      if (c != '%') {
        result.add(c);
      } else if (i < template.m_length && Bytes.at(template, i) == '%') {
        result.add('%');
        i++;
      } else {
        i = item(i);
      }
    }
    return result.string();
  }

  /** Formats one argument; returns the index behind the specification. */
  private int item(int from) {
    int i = from;
    while (i < template.m_length && "-+ #0123456789.".indexOf(Bytes.at(template, i)) >= 0) {
      i++;
    }
    Matcher parts = SPECIFICATION.matcher(ascii(from, Math.min(i, from + LONGEST)));
    char conversion = i < template.m_length ? (char) Bytes.at(template, i) : 0;
    if (!parts.matches()) {
      throw invalid(ascii(from, Math.min(i, from + 3)));
    }
    Specification spec = Specification.of(parts, conversion);
    if (WHOLE.indexOf(conversion) >= 0 && conversion != 0) {
      result.add(spec.whole(number()));
    } else if (REAL.indexOf(conversion) >= 0 && conversion != 0) {
      result.add(spec.real(number()));
    } else {
      other(spec, conversion, ascii(from, Math.min(i + 1, template.m_length)));
    }
    return i + 1;
  }

  private double number() {
    arguments.any(++next);
    return arguments.number(next);
  }

  private void other(Specification spec, char conversion, String written) {
    switch (conversion) {
      case 'c' -> padded(spec, LuaString.valueUsing(new byte[] {(byte) arguments.integer(++next)}));
      case 's' -> padded(spec, spec.cut(Printed.text(arguments.any(++next))));
      case 'q' -> quote(arguments.string(++next));
      default -> throw invalid(written);
    }
  }

  private void padded(Specification spec, LuaString text) {
    int blanks = Math.max(0, spec.width() - text.m_length);
    if (!spec.left()) {
      result.add(" ".repeat(blanks));
    }
    result.add(text);
    if (spec.left()) {
      result.add(" ".repeat(blanks));
    }
  }

  private void quote(LuaString text) {
    result.add('"');
    for (int i = 0; i < text.m_length; i++) {
      int c = Bytes.at(text, i);
      if (c == '"' || c == '\\' || c == '\n') {
        result.add('\\').add(c);
      } else if (c < 32 || c == 127) {
        int following = i + 1 < text.m_length ? Bytes.at(text, i + 1) : 0;
        boolean digit = following >= '0' && following <= '9';
        result.add('\\').add(digit ? threeDigits(c) : Integer.toString(c));
      } else {
        result.add(c);
      }
    }
    result.add('"');
  }

  private static String threeDigits(int c) {
    return Integer.toString(1000 + c).substring(1);
  }

  private String ascii(int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append((char) Bytes.at(template, i));
    }
    return text.toString();
  }

  private RuntimeException invalid(String written) {
    return arguments.error("invalid option '%" + written + "' to 'format'");
  }
}
