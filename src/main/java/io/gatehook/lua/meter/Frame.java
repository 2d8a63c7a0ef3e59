package io.gatehook.lua.meter;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaValue;

/** A Lua function at one of its instructions. */
final class Frame {
  final LuaClosure closure;
  private final int pc;
  private final LuaValue[] stack;

  Frame(LuaClosure closure, int pc, LuaValue[] stack) {
    this.closure = closure;
    this.pc = pc;
    this.stack = stack;
  }

  int instruction() {
    return closure.p.code[pc];
  }

  int opcode() {
    return Lua.GET_OPCODE(instruction());
  }

  LuaValue register(int index) {
    return stack[index];
  }

  /** A register, or a constant. */
  LuaValue operand(int index) {
    return Lua.ISK(index) ? closure.p.k[Lua.INDEXK(index)] : stack[index];
  }

  /** What the source calls the value in a register, as {@code local 'x'}; null: nothing. */
  @Nullable String name(int register) {
    return Lua.ISK(register) ? null : Names.of(closure.p, pc, register);
  }

  /** As it begins a message; the name of a source stands behind an equals sign. */
  String position() {
    int[] lines = closure.p.lineinfo;
    String line = lines != null && pc < lines.length ? String.valueOf(lines[pc]) : "?";
    return Faults.text(closure.p.source).substring(1) + ":" + line + ": ";
  }

  /** Whether the instruction calls the function itself. */
  boolean calls(LuaValue function) {
    return switch (opcode()) {
      case Lua.OP_CALL, Lua.OP_TAILCALL, Lua.OP_TFORCALL ->
          stack[Lua.GETARG_A(instruction())].raweq(function);
      default -> false;
    };
  }

  /** Whether what it calls was fetched with a colon. */
  boolean callsMethod() {
    String name = name(Lua.GETARG_A(instruction()));
    return name != null && name.startsWith("method ");
  }
}
