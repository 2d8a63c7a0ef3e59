package io.gatehook.lua.strings;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.NumberText;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's {@code string.gsub}. */
final class Substitution {
  private final Arguments arguments;
  private final LuaString subject;
  private final LuaValue replacement;
  private final PatternMatch matcher;
  private final Bytes result;

  private Substitution(Arguments arguments) {
    this.arguments = arguments;
    this.subject = arguments.string(1);
    this.replacement = replacement(arguments);
    this.matcher = new PatternMatch(arguments, subject, arguments.string(2));
    this.result = new Bytes(subject.m_length);
  }

  static Varargs gsub(Arguments a) {
    return new Substitution(a).run();
  }

  private static LuaValue replacement(Arguments a) {
    LuaValue value = a.at(3);
    if (value.isstring()) {
      return NumberText.string(value);
    }
    if (!value.istable() && !value.isfunction()) {
      throw a.bad(3, "string/function/table expected");
    }
    return value;
  }

  private Varargs run() {
    boolean anchored = PatternFunctions.isAnchored(arguments.string(2));
    double most = arguments.number(4, Double.POSITIVE_INFINITY);
    int count = 0;
    int s = 0;
    while (count < most) {
      int end = matcher.match(s, anchored ? 1 : 0);
      if (end >= 0) {
        count++;
        replace(s, end);
      }
      if (end > s) {
        s = end;
      } else if (s < subject.m_length) {
        result.add(Bytes.at(subject, s++));
      } else {
        break;
      }
      if (anchored) {
        break;
      }
    }
    result.add(subject, Math.min(s, subject.m_length), subject.m_length);
    return LuaValue.varargsOf(result.string(), LuaInteger.valueOf(count));
  }

  private void replace(int from, int to) {
    Meter.current().charge(1);
    if (replacement instanceof LuaString template) {
      fill(template, from, to);
      return;
    }
    LuaValue value =
        replacement.istable()
            ? replacement.get(matcher.capture(0, from, to))
            : call(matcher.results(from, to));
    if (!value.toboolean()) {
      result.add(subject, from, to);
    } else if (value.isstring()) {
      result.add(NumberText.string(value));
    } else {
      throw arguments.error("invalid replacement value (a %s)".formatted(value.typename()));
    }
  }

  private LuaValue call(Varargs captures) {
    Meter meter = Meter.current();
    meter.enter();
    try {
      return replacement.invoke(captures).arg1();
    } finally {
      meter.leave();
    }
  }

  private void fill(LuaString template, int from, int to) {
    int i = 0;
    while (i < template.m_length) {
      int c = Bytes.at(template, i++);
      if (c != '%') {
        result.add(c);
      } else if (i == template.m_length) {
        throw arguments.error("invalid use of '%' in replacement string");
      } else {
        marked(Bytes.at(template, i++), from, to);
      }
    }
  }

  private void marked(int mark, int from, int to) {
    if (mark == '0') {
      result.add(subject, from, to);
    } else if (mark >= '1' && mark <= '9') {
      result.add(NumberText.string(matcher.capture(mark - '1', from, to)));
    } else {
      result.add(mark);
    }
  }
}
