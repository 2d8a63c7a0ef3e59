package io.gatehook.lua.library;

import io.gatehook.lua.meter.Faults;
import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.ScriptError;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.Numbers;
import io.gatehook.lua.natives.Printed;
import io.gatehook.lua.natives.ReadOnlyTable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's functions without a table; those that load code or reach metatables are absent. */
public final class BaseLibrary {
  private static final LuaString FAILED = Bytes.of("assertion failed!");
  private static final LuaString TWICE = Bytes.of("error in error handling");
  private static final Native NEXT = new Native("next", BaseLibrary::next);
  private static final Native NEXT_INDEX = new Native("ipairs_aux", BaseLibrary::nextIndex);

  private BaseLibrary() {}

  static ReadOnlyTable addTo(ReadOnlyTable table) {
    return table
        .with("_VERSION", Bytes.of("Lua 5.1"))
        .with("assert", BaseLibrary::check)
        .with("error", BaseLibrary::error)
        .with("ipairs", BaseLibrary::ipairs)
        .with("next", NEXT)
        .with("pairs", a -> LuaValue.varargsOf(NEXT, a.table(1), LuaValue.NIL))
        .with("pcall", BaseLibrary::pcall)
        .with("print", BaseLibrary::print)
        .with("select", BaseLibrary::select)
        .with("tonumber", BaseLibrary::tonumber)
        .with("tostring", a -> Printed.text(a.any(1)))
        .with("type", a -> Bytes.of(a.any(1).typename()))
        .with("unpack", TableLibrary::unpack)
        .with("xpcall", BaseLibrary::xpcall);
  }

  private static Varargs check(Arguments a) {
    if (a.any(1).toboolean()) {
      return a.all();
    }
    LuaValue message = a.count() > 1 ? a.at(2) : FAILED;
    throw new ScriptError(
        message instanceof LuaString text ? positioned(a.where(), text) : message);
  }

  private static Varargs error(Arguments a) {
    LuaValue value = a.at(1);
    int level = a.integer(2, 1);
    if (!(value instanceof LuaString text) || level < 1) {
      throw new ScriptError(value);
    }
    throw new ScriptError(positioned(level == 1 ? a.where() : a.whereCaller(), text));
  }

  private static LuaString positioned(String where, LuaString text) {
    LuaString position = Bytes.of(where);
    return new Bytes(position.m_length + text.m_length).add(position).add(text).string();
  }

  private static Varargs next(Arguments a) {
    LuaTable t = a.table(1);
    try {
      return t.next(a.at(2));
    } catch (LuaError e) {
      throw new ScriptError("invalid key to 'next'");
    }
  }

  private static Varargs ipairs(Arguments a) {
    a.any(1);
    return LuaValue.varargsOf(NEXT_INDEX, a.table(1), LuaInteger.valueOf(0));
  }

  private static Varargs nextIndex(Arguments a) {
    int index = a.integer(2) + 1;
    LuaValue value = a.table(1).rawget(index);
    return value.isnil() ? LuaValue.NIL : LuaValue.varargsOf(LuaInteger.valueOf(index), value);
  }

  private static Varargs pcall(Arguments a) {
    LuaValue function = a.any(1);
    try {
      return LuaValue.varargsOf(LuaValue.TRUE, called(function, a.from(2)));
    } catch (LuaError e) {
      return LuaValue.varargsOf(LuaValue.FALSE, Faults.value(e));
    }
  }

  private static Varargs xpcall(Arguments a) {
    LuaValue handler = a.any(2);
    try {
      return LuaValue.varargsOf(LuaValue.TRUE, called(a.at(1), a.from(3)));
    } catch (LuaError e) {
      return LuaValue.varargsOf(LuaValue.FALSE, handled(handler, Faults.value(e)));
    }
  }

  private static Varargs handled(LuaValue handler, LuaValue error) {
    try {
      return called(handler, error);
    } catch (LuaError e) {
      return TWICE;
    }
  }

  private static Varargs called(LuaValue function, Varargs arguments) {
    if (!function.isfunction()) {
      throw new ScriptError("attempt to call a %s value".formatted(function.typename()));
    }
    Meter meter = Meter.current();
    meter.enter();
    try {
      return function.invoke(arguments);
    } finally {
      meter.leave();
    }
  }

  private static Varargs print(Arguments a) {
    LogFunctions.say("notice", a, 1, "\t");
    return LuaValue.NONE;
  }

  private static Varargs select(Arguments a) {
    if (a.at(1) instanceof LuaString text && text.m_length == 1 && Bytes.at(text, 0) == '#') {
      return LuaInteger.valueOf(a.count() - 1);
    }
    int index = a.integer(1);
    int from = index < 0 ? a.count() + index : index;
    if (from < 1) {
      throw a.bad(1, "index out of range");
    }
    return from >= a.count() ? LuaValue.NONE : a.from(from + 1);
  }

  private static Varargs tonumber(Arguments a) {
    LuaValue value = a.any(1);
    if (a.missing(2) || (a.number(2) == 10 && value.type() == LuaValue.TNUMBER)) {
      if (value.type() == LuaValue.TNUMBER) {
        return value;
      }
      return value instanceof LuaString text ? Numbers.parse(text) : LuaValue.NIL;
    }
    int base = a.integer(2);
    if (base < 2 || base > 36) {
      throw a.bad(2, "base out of range");
    }
    LuaString text = a.string(1);
    return base == 10 ? decimal(text) : Numbers.parse(text, base);
  }

  private static LuaValue decimal(LuaString text) {
    LuaValue number = Numbers.parse(text);
    return number.isnil() ? number : LuaDouble.valueOf(number.todouble());
  }
}
