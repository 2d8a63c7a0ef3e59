package io.gatehook.lua.natives;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.NumberText;
import io.gatehook.lua.meter.ScriptError;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What a function of the library was called with, read with LuaJIT's coercions and complaints. */
public final class Arguments {
  private final Native function;
  private final Varargs values;

  Arguments(Native function, Varargs values) {
    this.function = function;
    this.values = values;
  }

  public int count() {
    return values.narg();
  }

  public Varargs all() {
    return values;
  }

  public Varargs from(int index) {
    return values.subargs(index);
  }

  /** Nil beyond the last. */
  public LuaValue at(int index) {
    return values.arg(index);
  }

  public boolean missing(int index) {
    return values.arg(index).isnil();
  }

  public LuaValue any(int index) {
    if (index > values.narg()) {
      throw bad(index, "value expected");
    }
    return values.arg(index);
  }

  /** A string, or a number's text. */
  public LuaString string(int index) {
    LuaValue value = values.arg(index);
    if (!value.isstring()) {
      throw expected(index, "string");
    }
    return NumberText.string(value);
  }

  public LuaString string(int index, LuaString absent) {
    return missing(index) ? absent : string(index);
  }

  public String text(int index) {
    return Bytes.text(string(index));
  }

  public String text(int index, String absent) {
    return missing(index) ? absent : text(index);
  }

  public double number(int index) {
    LuaValue value = values.arg(index);
    if (value.type() != LuaValue.TNUMBER) {
      value = value instanceof LuaString text ? Numbers.parse(text) : LuaValue.NIL;
      if (value.isnil()) {
        throw expected(index, "number");
      }
    }
    return value.todouble();
  }

  public double number(int index, double absent) {
    return missing(index) ? absent : number(index);
  }

  /** Cut towards zero; what no int holds becomes the nearest that one does. */
  public int integer(int index) {
    return (int) number(index);
  }

  public int integer(int index, int absent) {
    return missing(index) ? absent : integer(index);
  }

  public LuaTable table(int index) {
    if (!(values.arg(index) instanceof LuaTable table)) {
      throw expected(index, "table");
    }
    return table;
  }

  public LuaFunction function(int index) {
    if (!(values.arg(index) instanceof LuaFunction function)) {
      throw expected(index, "function");
    }
    return function;
  }

  /** An error at the place of the call. */
  public ScriptError error(String message) {
    return new ScriptError(where() + message);
  }

  /** An error about one argument. */
  public ScriptError bad(int index, String complaint) {
    boolean method = Meter.current().asMethod(function);
    if (method && index == 1) {
      return error("calling '%s' on bad self (%s)".formatted(function.name(), complaint));
    }
    String where = where();
    return new ScriptError(
        "%sbad argument #%d to '%s' (%s)"
            .formatted(
                where,
                method ? index - 1 : index,
                where.isEmpty() ? "?" : function.name(),
                complaint));
  }

  public ScriptError expected(int index, String type) {
    String got = index > values.narg() ? "no value" : values.arg(index).typename();
    return bad(index, type + " expected, got " + got);
  }

  /** Position of the call, as it begins a message; empty if no Lua function calls directly. */
  public String where() {
    return Meter.current().where(function);
  }

  /** Position of the call of the function that calls. */
  public String whereCaller() {
    return Meter.current().whereCaller(function);
  }

  public static LuaString string(String text) {
    return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
  }
}
