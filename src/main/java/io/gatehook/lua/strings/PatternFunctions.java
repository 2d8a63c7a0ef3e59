package io.gatehook.lua.strings;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of Lua's {@code string} that look for a pattern. */
final class PatternFunctions {
  private static final String SPECIALS = "^$*+?.([%-";

  private PatternFunctions() {}

  static Varargs find(Arguments a) {
    return search(a, true);
  }

  static Varargs match(Arguments a) {
    return search(a, false);
  }

  static Varargs gmatch(Arguments a) {
    LuaString subject = a.string(1);
    LuaString pattern = a.string(2);
    int[] next = {0};
    return new Native(
        "gmatch",
        call -> {
          var matcher = new PatternMatch(call, subject, pattern);
          for (int s = next[0]; s <= subject.m_length; s++) {
            int end = matcher.match(s, 0);
            if (end >= 0) {
              next[0] = end == s ? end + 1 : end;
              return matcher.results(s, end);
            }
          }
          next[0] = subject.m_length + 1;
          return LuaValue.NIL;
        });
  }

  static boolean isAnchored(LuaString pattern) {
    return pattern.m_length > 0 && Bytes.at(pattern, 0) == '^';
  }

  private static Varargs search(Arguments a, boolean find) {
    LuaString subject = a.string(1);
    LuaString pattern = a.string(2);
    int from = StringLibrary.start(a.number(3, 1), subject.m_length);
    if (find && (a.at(4).toboolean() || isPlain(pattern))) {
      return plain(subject, pattern, from);
    }
    boolean anchored = isAnchored(pattern);
    var matcher = new PatternMatch(a, subject, pattern);
    int last = anchored ? from : subject.m_length;
    for (int s = from; s <= last; s++) {
      int end = matcher.match(s, anchored ? 1 : 0);
      if (end >= 0) {
        return find ? found(matcher, s, end) : matcher.results(s, end);
      }
    }
    return LuaValue.NIL;
  }

  private static Varargs found(PatternMatch matcher, int from, int to) {
    Varargs captures = matcher.captures() == 0 ? LuaValue.NONE : matcher.results(from, to);
    return LuaValue.varargsOf(LuaInteger.valueOf(from + 1), LuaInteger.valueOf(to), captures);
  }

  private static boolean isPlain(LuaString pattern) {
    for (int i = 0; i < pattern.m_length; i++) {
      if (SPECIALS.indexOf(Bytes.at(pattern, i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static Varargs plain(LuaString subject, LuaString wanted, int from) {
    Meter meter = Meter.current();
    for (int s = from; s + wanted.m_length <= subject.m_length; s++) {
      meter.step();
      int i = 0;
      while (i < wanted.m_length && Bytes.at(subject, s + i) == Bytes.at(wanted, i)) {
        meter.step();
        i++;
      }
      if (i == wanted.m_length) {
        return LuaValue.varargsOf(LuaInteger.valueOf(s + 1), LuaInteger.valueOf(s + i));
      }
    }
    return LuaValue.NIL;
  }
}
