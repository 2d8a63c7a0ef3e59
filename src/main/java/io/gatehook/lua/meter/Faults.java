package io.gatehook.lua.meter;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Words the interpreter's own faults as LuaJIT does, with the names that the source uses. */
public final class Faults {
  static final String UNKNOWN = "\u0001\u0001";
  private static final char MARK = '\u0001';

  private Faults() {}

  /** What a caught error is to Lua code. */
  public static LuaValue value(LuaError error) {
    if (error instanceof ScriptError own) {
      return own.getMessageObject();
    }
    return LuaString.valueUsing(text(error).getBytes(StandardCharsets.UTF_8));
  }

  /** What an error that nothing caught is to people; never runs code. */
  public static String message(LuaError error) {
    LuaValue value = value(error);
    return value.isstring() ? text(value) : "(error object is a " + value.typename() + " value)";
  }

  /** A string's bytes read as UTF-8; anything else as it prints without its content. */
  static String text(LuaValue value) {
    if (value instanceof LuaString string) {
      return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.UTF_8);
    }
    return value.isnumber() ? text(NumberText.string(value)) : value.typename();
  }

  /** Position and words of a fault, in the place where the interpreter wants a traceback. */
  static String trace(String position, Frame frame) {
    String words = describe(frame);
    return MARK + position + MARK + (words == null ? "" : words);
  }

  /** The fault of the current instruction; null: the interpreter's words must do. */
  static @Nullable String describe(Frame frame) {
    int i = frame.instruction();
    return switch (frame.opcode()) {
      case Lua.OP_GETTABLE, Lua.OP_SELF -> operand(frame, "index", Lua.GETARG_B(i));
      case Lua.OP_SETTABLE -> store(frame, Lua.GETARG_A(i), Lua.GETARG_B(i));
      case Lua.OP_GETTABUP -> upvalue(frame, Lua.GETARG_B(i));
      case Lua.OP_SETTABUP -> upvalue(frame, Lua.GETARG_A(i));
      case Lua.OP_CALL, Lua.OP_TAILCALL, Lua.OP_TFORCALL -> call(frame, Lua.GETARG_A(i));
      case Lua.OP_UNM -> operand(frame, "perform arithmetic on", Lua.GETARG_B(i));
      case Lua.OP_LEN -> operand(frame, "get length of", Lua.GETARG_B(i));
      case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW ->
          arithmetic(frame, Lua.GETARG_B(i), Lua.GETARG_C(i));
      case Lua.OP_LT, Lua.OP_LE -> compare(frame, Lua.GETARG_B(i), Lua.GETARG_C(i));
      default -> null;
    };
  }

  static String concat(Frame frame, int first, int last) {
    int blamed = last - 1;
    if (frame.register(blamed).isstring()) {
      blamed = frame.register(last).isstring() ? last - 2 : last;
    }
    while (blamed > first && frame.register(blamed).isstring()) {
      blamed--;
    }
    return operand(frame, "concatenate", blamed);
  }

  /** Of two values that have no order. */
  public static String compare(LuaValue left, LuaValue right) {
    String one = left.typename();
    String other = right.typename();
    return one.equals(other)
        ? "attempt to compare two " + one + " values"
        : "attempt to compare " + one + " with " + other;
  }

  private static String compare(Frame frame, int left, int right) {
    return compare(frame.operand(left), frame.operand(right));
  }

  private static String operand(Frame frame, String act, int register) {
    return attempt(act, frame.name(register), frame.operand(register));
  }

  private static String arithmetic(Frame frame, int left, int right) {
    LuaValue first = frame.operand(left);
    return operand(frame, "perform arithmetic on", first.isnumber() ? right : left);
  }

  private static String upvalue(Frame frame, int index) {
    LuaValue value = frame.closure.upValues[index].getValue();
    return attempt("index", Names.upvalue(frame.closure.p, index), value);
  }

  /** The only metatables are those of the library. */
  static boolean isCallable(LuaValue value) {
    return value.isfunction() || !value.metatag(LuaValue.CALL).isnil();
  }

  private static @Nullable String call(Frame frame, int register) {
    return isCallable(frame.register(register)) ? null : operand(frame, "call", register);
  }

  private static @Nullable String store(Frame frame, int table, int key) {
    if (!frame.register(table).istable()) {
      return operand(frame, "index", table);
    }
    LuaValue name = frame.operand(key);
    if (name.isnil()) {
      return "table index is nil";
    }
    return name.isnumber() && Double.isNaN(name.todouble()) ? "table index is NaN" : null;
  }

  private static String attempt(String act, @Nullable String name, LuaValue value) {
    String type = value.typename() + " value";
    return "attempt to " + act + (name == null ? " a " + type : " " + name + " (a " + type + ")");
  }

  private static String text(LuaError error) {
    String message = String.valueOf(error.getMessage());
    int end = message.lastIndexOf(MARK);
    int start = end < 0 ? -1 : message.lastIndexOf(MARK, end - 1);
    if (start < 0) {
      return message;
    }
    String position = message.substring(start + 1, end);
    String words = message.substring(end + 1);
    return position + (words.isEmpty() ? interpreters(error, message, position, start) : words);
  }

  /** The interpreter puts the position without its colon, a blank and its words before it. */
  private static String interpreters(LuaError error, String message, String position, int start) {
    if (error.getCause() != null) {
      return "fault in the interpreter (" + error.getCause().getClass().getSimpleName() + ")";
    }
    String line = position.replaceFirst("^.*(:[0-9?]+): $", "$1 ");
    int words = message.indexOf(line) + line.length();
    return message.substring(Math.min(words, start), start).strip();
  }
}
