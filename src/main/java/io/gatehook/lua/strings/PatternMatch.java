package io.gatehook.lua.strings;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Matches one Lua pattern against one subject; every step is counted. */
final class PatternMatch {
  private static final int MAX_CAPTURES = 32;
  private static final int MAX_DEPTH = 200;
  private static final int OPEN = -1;
  private static final int POSITION = -2;
  private static final int NONE = -1;
  private static final int ESCAPE = '%';

  private final Meter meter = Meter.current();
  private final Arguments arguments;
  private final LuaString subject;
  private final LuaString pattern;
  private final PatternItems items;
  private final int[] starts = new int[MAX_CAPTURES];
  private final int[] lengths = new int[MAX_CAPTURES];
  private int captures;
  private int depth;

  PatternMatch(Arguments arguments, LuaString subject, LuaString pattern) {
    this.arguments = arguments;
    this.subject = subject;
    this.pattern = pattern;
    this.items = new PatternItems(arguments, subject, pattern);
  }

  /** End of the match that begins at an index of the subject; -1: there is none. */
  int match(int from, int patternFrom) {
    captures = 0;
    depth = 0;
    return run(from, patternFrom);
  }

  int captures() {
    return captures;
  }

  /** A capture, counted from 0; the whole match if there are no captures. */
  LuaValue capture(int index, int from, int to) {
    if (index >= captures) {
      if (index != 0) {
        throw arguments.error("invalid capture index");
      }
      return Bytes.part(subject, from, to);
    }
    if (lengths[index] == POSITION) {
      return LuaInteger.valueOf(starts[index] + 1);
    }
    if (lengths[index] == OPEN) {
      throw arguments.error("unfinished capture");
    }
    return Bytes.part(subject, starts[index], starts[index] + lengths[index]);
  }

  /** All captures, or the whole match. */
  Varargs results(int from, int to) {
    LuaValue[] values = new LuaValue[Math.max(1, captures)];
    for (int i = 0; i < values.length; i++) {
      values[i] = capture(i, from, to);
    }
    return LuaValue.varargsOf(values);
  }

  private int run(int from, int patternFrom) {
    if (++depth > MAX_DEPTH) {
      throw arguments.error("pattern too complex");
    }
    int s = from;
    int p = patternFrom;
    while (p < pattern.m_length && s != NONE) {
      meter.step();
      int c = at(p);
      if (c == '(') {
        return leave(open(s, p));
      }
      if (c == ')') {
        return leave(close(s, p + 1));
      }
      if (c == '$' && p + 1 == pattern.m_length) {
        return leave(s == subject.m_length ? s : NONE);
      }
      int end = itemEnd(p);
      int suffix = isSpecial(p) || end >= pattern.m_length ? 0 : at(end);
      if (suffix == '?' || suffix == '*' || suffix == '+' || suffix == '-') {
        return leave(repeated(s, p, end, suffix));
      }
      s = isSpecial(p) ? special(s, p, end) : items.matches(s, p, end) ? s + 1 : NONE;
      p = end;
    }
    return leave(s);
  }

  /** Whether it is one of those behind a percent sign that take no single byte. */
  private boolean isSpecial(int p) {
    if (at(p) != ESCAPE || p + 1 >= pattern.m_length) {
      return false;
    }
    int letter = at(p + 1);
    return letter == 'b' || letter == 'f' || (letter >= '0' && letter <= '9');
  }

  private int itemEnd(int p) {
    if (!isSpecial(p)) {
      return items.end(p);
    }
    return switch (at(p + 1)) {
      case 'b' -> p + 4;
      case 'f' -> items.end(frontierSet(p));
      default -> p + 2;
    };
  }

  private int special(int s, int p, int end) {
    return switch (at(p + 1)) {
      case 'b' -> balanced(s, p + 2);
      case 'f' -> atFrontier(s, p + 2, end) ? s : NONE;
      default -> again(s, at(p + 1));
    };
  }

  private int leave(int result) {
    depth--;
    return result;
  }

  private int at(int index) {
    return Bytes.at(pattern, index);
  }

  private int repeated(int s, int p, int end, int suffix) {
    return switch (suffix) {
      case '?' -> optional(s, p, end);
      case '*' -> longest(s, p, end, 0);
      case '+' -> longest(s, p, end, 1);
      default -> shortest(s, p, end);
    };
  }

  private int optional(int s, int p, int end) {
    if (items.matches(s, p, end)) {
      int result = run(s + 1, end + 1);
      if (result != NONE) {
        return result;
      }
    }
    return run(s, end + 1);
  }

  private int longest(int s, int p, int end, int least) {
    int count = 0;
    while (items.matches(s + count, p, end)) {
      count++;
    }
    for (; count >= least; count--) {
      meter.step();
      int result = run(s + count, end + 1);
      if (result != NONE) {
        return result;
      }
    }
    return NONE;
  }

  private int shortest(int from, int p, int end) {
    int s = from;
    while (true) {
      int result = run(s, end + 1);
      if (result != NONE) {
        return result;
      }
      if (!items.matches(s, p, end)) {
        return NONE;
      }
      s++;
    }
  }

  private int open(int s, int p) {
    if (captures >= MAX_CAPTURES) {
      throw arguments.error("too many captures");
    }
    boolean position = p + 1 < pattern.m_length && at(p + 1) == ')';
    starts[captures] = s;
    lengths[captures] = position ? POSITION : OPEN;
    captures++;
    int result = run(s, position ? p + 2 : p + 1);
    if (result == NONE) {
      captures--;
    }
    return result;
  }

  private int close(int s, int p) {
    int index = captures - 1;
    while (index >= 0 && lengths[index] != OPEN) {
      index--;
    }
    if (index < 0) {
      throw arguments.error("invalid pattern capture");
    }
    lengths[index] = s - starts[index];
    int result = run(s, p);
    if (result == NONE) {
      lengths[index] = OPEN;
    }
    return result;
  }

  private int again(int s, int digit) {
    int index = digit - '1';
    if (index < 0 || index >= captures || lengths[index] == OPEN) {
      throw arguments.error("invalid capture index");
    }
    int length = lengths[index];
    if (length < 0 || subject.m_length - s < length) {
      return NONE;
    }
    for (int i = 0; i < length; i++) {
      meter.step();
      if (Bytes.at(subject, starts[index] + i) != Bytes.at(subject, s + i)) {
        return NONE;
      }
    }
    return s + length;
  }

  private int balanced(int s, int p) {
    if (p + 1 >= pattern.m_length) {
      throw arguments.error("unbalanced pattern");
    }
    int opening = at(p);
    int closing = at(p + 1);
    if (s >= subject.m_length || Bytes.at(subject, s) != opening) {
      return NONE;
    }
    int open = 1;
    for (int i = s + 1; i < subject.m_length; i++) {
      meter.step();
      int c = Bytes.at(subject, i);
      if (c == closing) {
        if (--open == 0) {
          return i + 1;
        }
      } else if (c == opening) {
        open++;
      }
    }
    return NONE;
  }

  private int frontierSet(int p) {
    if (p + 2 >= pattern.m_length || at(p + 2) != '[') {
      throw arguments.error("missing '[' after '%f' in pattern");
    }
    return p + 2;
  }

  private boolean atFrontier(int s, int p, int end) {
    int before = s == 0 ? 0 : Bytes.at(subject, s - 1);
    int after = s < subject.m_length ? Bytes.at(subject, s) : 0;
    return !items.inSet(before, p, end - 1) && items.inSet(after, p, end - 1);
  }
}
