package io.gatehook.lua.resty;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.NullValue;
import io.gatehook.lua.natives.Printed;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** How values print in a template. */
public final class Output {
  private Output() {}

  /** nil and null are empty, functions are called, anything else is as {@code tostring} says. */
  public static LuaString text(LuaValue value) {
    LuaValue printed = value;
    while (printed.isfunction()) {
      Meter.current().charge(1);
      printed = printed.call();
    }
    if (printed.isnil() || printed instanceof NullValue) {
      return LuaValue.EMPTYSTRING;
    }
    return Printed.text(printed);
  }

  /** Strings with HTML's special characters escaped; braces too if wanted. */
  static LuaString escaped(LuaValue value, boolean braces) {
    if (!(value instanceof LuaString text)) {
      return text(value);
    }
    Bytes result = new Bytes(text.m_length + 16);
    for (int i = 0; i < text.m_length; i++) {
      int c = text.m_bytes[text.m_offset + i];
      switch (c) {
        case '&' -> result.add("&amp;");
        case '<' -> result.add("&lt;");
        case '>' -> result.add("&gt;");
        case '"' -> result.add("&quot;");
        case '\'' -> result.add("&#39;");
        case '/' -> result.add("&#47;");
        case '{', '}' -> result.add(braces ? "&#" + c + ";" : String.valueOf((char) c));
        default -> result.add(c);
      }
    }
    return result.string();
  }
}
