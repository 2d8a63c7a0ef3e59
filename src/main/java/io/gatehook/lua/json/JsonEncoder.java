package io.gatehook.lua.json;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.NumberText;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.NullValue;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Writes a Lua value as JSON, as cjson does with its default settings. */
final class JsonEncoder {
  private static final int SPARSE_RATIO = 2;
  private static final int SPARSE_SAFE = 10;

  private final Meter meter = Meter.current();
  private final Arguments arguments;
  private final Bytes result = new Bytes(64);

  JsonEncoder(Arguments arguments) {
    this.arguments = arguments;
  }

  LuaString encode(LuaValue value) {
    write(value, 0);
    return result.string();
  }

  private void write(LuaValue value, int depth) {
    meter.charge(1);
    if (value instanceof LuaString string) {
      quoted(string);
    } else if (value instanceof LuaTable table) {
      table(table, depth + 1);
    } else {
      plain(value);
    }
  }

  private void plain(LuaValue value) {
    switch (value.type()) {
      case LuaValue.TNIL -> result.add("null");
      case LuaValue.TBOOLEAN -> result.add(value.toboolean() ? "true" : "false");
      case LuaValue.TNUMBER -> number(value);
      default -> {
        if (!(value instanceof NullValue)) {
          throw arguments.error("Cannot serialise " + value.typename() + ": type not supported");
        }
        result.add("null");
      }
    }
  }

  private void number(LuaValue value) {
    double number = value.todouble();
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw arguments.error("Cannot serialise number: must not be NaN or Infinity");
    }
    result.add(NumberText.string(value));
  }

  private void table(LuaTable table, int depth) {
    if (depth > meter.limits().input().depth()) {
      throw arguments.error("Cannot serialise, excessive depth (%d)".formatted(depth));
    }
    int length = arrayLength(table);
    if (length > 0) {
      array(table, length, depth);
    } else {
      object(table, depth);
    }
  }

  /** Highest index of a table that has only indexes; else 0. */
  private int arrayLength(LuaTable table) {
    int most = 0;
    int count = 0;
    LuaValue key = LuaValue.NIL;
    while (true) {
      meter.charge(1);
      key = table.next(key).arg1();
      if (key.isnil()) {
        break;
      }
      if (!key.isinttype() || key.toint() < 1) {
        return 0;
      }
      most = Math.max(most, key.toint());
      count++;
    }
    if (most > SPARSE_SAFE && most > (long) count * SPARSE_RATIO) {
      throw arguments.error("Cannot serialise table: excessively sparse array");
    }
    return most;
  }

  private void array(LuaTable table, int length, int depth) {
    result.add('[');
    for (int i = 1; i <= length; i++) {
      if (i > 1) {
        result.add(',');
      }
      write(table.rawget(i), depth);
    }
    result.add(']');
  }

  private void object(LuaTable table, int depth) {
    result.add('{');
    Varargs pair = table.next(LuaValue.NIL);
    boolean first = true;
    while (!pair.arg1().isnil()) {
      if (!first) {
        result.add(',');
      }
      first = false;
      if (!pair.arg1().isstring()) {
        throw arguments.error(
            "Cannot serialise "
                + pair.arg1().typename()
                + ": table key must be a number or string");
      }
      quoted(NumberText.string(pair.arg1()));
      result.add(':');
      write(pair.arg(2), depth);
      pair = table.next(pair.arg1());
    }
    result.add('}');
  }

  private void quoted(LuaString string) {
    result.add('"');
    for (int i = 0; i < string.m_length; i++) {
      int c = Bytes.at(string, i);
      switch (c) {
        case '"', '\\', '/' -> result.add('\\').add(c);
        case '\b' -> result.add("\\b");
        case '\f' -> result.add("\\f");
        case '\n' -> result.add("\\n");
        case '\r' -> result.add("\\r");
        case '\t' -> result.add("\\t");
        default -> {
          if (c < 32 || c == 127) {
            result.add("\\u00").hex(c, "0123456789abcdef");
          } else {
            result.add(c);
          }
        }
      }
    }
    result.add('"');
  }
}
