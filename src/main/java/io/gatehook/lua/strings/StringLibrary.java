package io.gatehook.lua.strings;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.ReadOnlyTable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's {@code string}: strings are bytes, and nothing is allocated before its size is known. */
public final class StringLibrary {
  private static final int MAX_RESULTS = 8000;

  private StringLibrary() {}

  public static ReadOnlyTable table() {
    return new ReadOnlyTable()
        .with("byte", StringLibrary::bytes)
        .with("char", StringLibrary::fromBytes)
        .with("find", PatternFunctions::find)
        .with("format", Format::format)
        .with("gmatch", PatternFunctions::gmatch)
        .with("gsub", Substitution::gsub)
        .with("len", a -> LuaInteger.valueOf(a.string(1).m_length))
        .with("lower", a -> mapped(a.string(1), 'A', 'Z'))
        .with("match", PatternFunctions::match)
        .with("rep", StringLibrary::rep)
        .with("reverse", StringLibrary::reverse)
        .with("sub", StringLibrary::sub)
        .with("upper", a -> mapped(a.string(1), 'a', 'z'))
        .frozen();
  }

  /** Makes {@code ("x"):upper()} work; LuaJ keeps one such table for the whole JVM. */
  public static void installMethods(ReadOnlyTable strings) {
    LuaTable methods = new ReadOnlyTable().with("__index", strings).frozen();
    LuaString.s_metatable = methods;
  }

  /** Start of a range given as Lua does, counted from 0. */
  static int start(double position, int length) {
    double from = position < 0 ? length + position : position - 1;
    return (int) Math.max(0, Math.min(from, length));
  }

  private static int end(double position, int length) {
    double to = position < 0 ? length + position + 1 : position;
    return (int) Math.max(0, Math.min(to, length));
  }

  private static Varargs bytes(Arguments a) {
    LuaString s = a.string(1);
    double first = a.number(2, 1);
    int from = start(first, s.m_length);
    int to = end(a.number(3, first), s.m_length);
    int count = Math.max(0, to - from);
    if (count > MAX_RESULTS) {
      throw a.error("string slice too long");
    }
    Meter.current().charge(count);
    LuaValue[] values = new LuaValue[count];
    for (int i = 0; i < count; i++) {
      values[i] = LuaInteger.valueOf(Bytes.at(s, from + i));
    }
    return LuaValue.varargsOf(values);
  }

  private static Varargs fromBytes(Arguments a) {
    Bytes bytes = new Bytes(a.count());
    for (int i = 1; i <= a.count(); i++) {
      double c = a.number(i);
      if (!(c >= 0 && c < 256)) {
        throw a.bad(i, "invalid value");
      }
      bytes.add((int) c);
    }
    return bytes.string();
  }

  private static Varargs sub(Arguments a) {
    LuaString s = a.string(1);
    int from = start(a.number(2), s.m_length);
    int to = end(a.number(3, -1), s.m_length);
    return to <= from ? LuaValue.EMPTYSTRING : Bytes.part(s, from, to);
  }

  private static Varargs rep(Arguments a) {
    LuaString s = a.string(1);
    double times = Math.floor(a.number(2));
    LuaString separator = a.string(3, LuaValue.EMPTYSTRING);
    double length = times * s.m_length + (times - 1) * separator.m_length;
    if (!(times > 0) || length <= 0) {
      return LuaValue.EMPTYSTRING;
    }
    Meter.current().string((long) Math.min(length, Long.MAX_VALUE));
    Meter.current().charge((long) times);
    Bytes bytes = new Bytes((int) length);
    for (long i = 0; i < times; i++) {
      bytes.add(s);
      if (i + 1 < times) {
        bytes.add(separator);
      }
    }
    return bytes.string();
  }

  private static Varargs reverse(Arguments a) {
    LuaString s = a.string(1);
    Bytes bytes = new Bytes(s.m_length);
    Meter.current().string(s.m_length);
    for (int i = s.m_length - 1; i >= 0; i--) {
      bytes.add(Bytes.at(s, i));
    }
    return bytes.string();
  }

  /** The other case of the ASCII letters from first to last. */
  private static LuaString mapped(LuaString s, int first, int last) {
    Meter.current().string(s.m_length);
    byte[] bytes = Bytes.copy(s);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= first && bytes[i] <= last) {
        bytes[i] ^= 0x20;
      }
    }
    return LuaString.valueUsing(bytes);
  }
}
