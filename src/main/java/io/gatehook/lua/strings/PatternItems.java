package io.gatehook.lua.strings;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import org.luaj.vm2.LuaString;

/** The parts of a Lua pattern that take one byte: a byte, a class, a set. */
final class PatternItems {
  private static final int ESCAPE = '%';

  private final Meter meter = Meter.current();
  private final Arguments arguments;
  private final LuaString subject;
  private final LuaString pattern;

  PatternItems(Arguments arguments, LuaString subject, LuaString pattern) {
    this.arguments = arguments;
    this.subject = subject;
    this.pattern = pattern;
  }

  /** Index behind a single-character class. */
  int end(int from) {
    int p = from + 1;
    if (at(from) == ESCAPE) {
      if (p >= pattern.m_length) {
        throw arguments.error("malformed pattern (ends with '%')");
      }
      return p + 1;
    }
    if (at(from) != '[') {
      return p;
    }
    if (p < pattern.m_length && at(p) == '^') {
      p++;
    }
    do {
      if (p >= pattern.m_length) {
        throw arguments.error("malformed pattern (missing ']')");
      }
      meter.step();
      p += at(p) == ESCAPE ? 2 : 1;
    } while (p >= pattern.m_length || at(p) != ']');
    return p + 1;
  }

  /** Whether the class from {@code p} to {@code end} takes the byte of the subject. */
  boolean matches(int s, int p, int end) {
    meter.step();
    if (s >= subject.m_length) {
      return false;
    }
    int c = Bytes.at(subject, s);
    return switch (at(p)) {
      case '.' -> true;
      case ESCAPE -> CharacterClass.matches(c, at(p + 1));
      case '[' -> inSet(c, p, end - 1);
      default -> at(p) == c;
    };
  }

  /** Whether a byte is in the set from its opening to its closing bracket. */
  boolean inSet(int c, int open, int closing) {
    int p = open + 1;
    boolean within = true;
    if (at(p) == '^') {
      within = false;
      p++;
    }
    while (p < closing) {
      meter.step();
      if (at(p) == ESCAPE) {
        if (CharacterClass.matches(c, at(p + 1))) {
          return within;
        }
        p += 2;
      } else if (p + 2 < closing && at(p + 1) == '-') {
        if (at(p) <= c && c <= at(p + 2)) {
          return within;
        }
        p += 3;
      } else {
        if (at(p) == c) {
          return within;
        }
        p++;
      }
    }
    return !within;
  }

  private int at(int index) {
    return Bytes.at(pattern, index);
  }
}
