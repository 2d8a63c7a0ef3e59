package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.NumberText;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.Printed;
import io.gatehook.lua.natives.ReadOnlyTable;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** OpenResty's {@code ngx.re}. */
final class RegexFunctions {
  private static final Pattern MARK = Pattern.compile("\\$(?:([0-9]{1,3})|\\{([0-9]{1,3})}|\\$)");
  private static final LuaString POSITION = Bytes.of("pos");

  private RegexFunctions() {}

  static ReadOnlyTable table() {
    return new ReadOnlyTable()
        .with("find", RegexFunctions::find)
        .with("gmatch", RegexFunctions::gmatch)
        .with("gsub", a -> substitute(a, Integer.MAX_VALUE))
        .with("match", RegexFunctions::match)
        .with("sub", a -> substitute(a, 1))
        .frozen();
  }

  private static Varargs match(Arguments a) {
    try {
      var regex = new Regex(a);
      if (!regex.find(start(a))) {
        return LuaValue.NIL;
      }
      move(a, regex);
      return regex.captures();
    } catch (Regex.Unusable e) {
      return LuaValue.varargsOf(LuaValue.NIL, Bytes.of(e.problem()));
    }
  }

  private static Varargs find(Arguments a) {
    try {
      var regex = new Regex(a);
      int group = a.integer(5, 0);
      if (!regex.find(start(a)) || regex.start(group) < 0) {
        return LuaValue.NIL;
      }
      move(a, regex);
      return LuaValue.varargsOf(
          LuaInteger.valueOf(regex.start(group) + 1), LuaInteger.valueOf(regex.end(group)));
    } catch (Regex.Unusable e) {
      return LuaValue.varargsOf(LuaValue.NIL, LuaValue.NIL, Bytes.of(e.problem()));
    }
  }

  private static Varargs gmatch(Arguments a) {
    try {
      var regex = new Regex(a);
      return new Native("gmatch", call -> next(regex));
    } catch (Regex.Unusable e) {
      return LuaValue.varargsOf(LuaValue.NIL, Bytes.of(e.problem()));
    }
  }

  private static Varargs next(Regex regex) {
    try {
      return regex.next() ? regex.captures() : LuaValue.NIL;
    } catch (Regex.Unusable e) {
      return LuaValue.varargsOf(LuaValue.NIL, Bytes.of(e.problem()));
    }
  }

  private static Varargs substitute(Arguments a, int most) {
    LuaString subject = a.string(1);
    LuaValue replacement = a.at(3);
    if (!replacement.isstring() && !replacement.isfunction()) {
      throw a.bad(3, "string or function expected");
    }
    Bytes result = new Bytes(subject.m_length);
    int done = 0;
    int count = 0;
    try {
      var regex = new Regex(a, a.text(4, ""));
      while (count < most && regex.next()) {
        result.add(subject, done, regex.start(0));
        replace(result, regex, replacement);
        done = regex.end(0);
        count++;
      }
    } catch (Regex.Unusable e) {
      return LuaValue.varargsOf(LuaValue.NIL, LuaValue.NIL, Bytes.of(e.problem()));
    }
    result.add(subject, done, subject.m_length);
    return LuaValue.varargsOf(result.string(), LuaInteger.valueOf(count));
  }

  private static void replace(Bytes result, Regex regex, LuaValue replacement) {
    if (replacement.isstring()) {
      fill(result, regex, NumberText.string(replacement));
      return;
    }
    Meter meter = Meter.current();
    meter.enter();
    try {
      result.add(Printed.text(replacement.call(regex.captures())));
    } finally {
      meter.leave();
    }
  }

  /** {@code $0}, {@code $1}, {@code ${1}} and {@code $$}. */
  private static void fill(Bytes result, Regex regex, LuaString template) {
    String text = Bytes.text(template, StandardCharsets.ISO_8859_1);
    Matcher marks = MARK.matcher(text);
    int done = 0;
    while (marks.find()) {
      result.add(template, done, marks.start());
      String group = marks.group(1) == null ? marks.group(2) : marks.group(1);
      result.add(group == null ? Bytes.of("$") : regex.group(Integer.parseInt(group)));
      done = marks.end();
    }
    result.add(template, done, template.m_length);
  }

  private static int start(Arguments a) {
    if (!(a.at(4) instanceof LuaTable context)) {
      return 0;
    }
    LuaValue position = context.rawget(POSITION);
    return position.type() == LuaValue.TNUMBER ? Math.max(0, (int) position.todouble() - 1) : 0;
  }

  private static void move(Arguments a, Regex regex) {
    if (a.at(4) instanceof LuaTable context) {
      context.rawset(POSITION, LuaInteger.valueOf(regex.end(0) + 1));
    }
  }
}
