package io.gatehook.lua.meter;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** Finds what the source calls the value in a register. */
final class Names {
  private static final int DEEPEST = 16;

  private Names() {}

  /** As it stands in a message: {@code global 'x'}; null: the value has no name. */
  static @Nullable String of(Prototype prototype, int pc, int register) {
    return of(prototype, pc, register, DEEPEST);
  }

  static String upvalue(Prototype prototype, int index) {
    LuaString name = prototype.upvalues[index].name;
    return quoted("upvalue", name == null ? "?" : Faults.text(name));
  }

  private static @Nullable String of(Prototype prototype, int pc, int register, int deeper) {
    LuaString local = prototype.getlocalname(register + 1, pc);
    if (local != null) {
      String name = Faults.text(local);
      return name.startsWith("(") ? null : quoted("local", name);
    }
    int setter = deeper == 0 ? -1 : lastSetter(prototype, pc, register);
    if (setter < 0) {
      return null;
    }
    int i = prototype.code[setter];
    return switch (Lua.GET_OPCODE(i)) {
      case Lua.OP_MOVE ->
          Lua.GETARG_B(i) < Lua.GETARG_A(i)
              ? of(prototype, setter, Lua.GETARG_B(i), deeper - 1)
              : null;
      case Lua.OP_GETTABUP ->
          member(prototype, i, isEnvironment(prototype, Lua.GETARG_B(i)) ? "global" : "field");
      case Lua.OP_GETTABLE -> member(prototype, i, "field");
      case Lua.OP_GETUPVAL -> upvalue(prototype, Lua.GETARG_B(i));
      case Lua.OP_SELF -> member(prototype, i, "method");
      default -> null;
    };
  }

  private static boolean isEnvironment(Prototype prototype, int upvalue) {
    LuaString name = prototype.upvalues[upvalue].name;
    return name != null && name.raweq(LuaValue.ENV);
  }

  private static @Nullable String member(Prototype prototype, int instruction, String kind) {
    int key = Lua.GETARG_C(instruction);
    if (!Lua.ISK(key) || !(prototype.k[Lua.INDEXK(key)] instanceof LuaString name)) {
      return null;
    }
    return quoted(kind, Faults.text(name));
  }

  private static String quoted(String kind, String name) {
    return kind + " '" + name + "'";
  }

  /** The instruction that wrote the register last on the straight way to {@code pc}; -1: none. */
  private static int lastSetter(Prototype prototype, int pc, int register) {
    int setter = -1;
    for (int at = 0; at < pc; at++) {
      int i = prototype.code[at];
      if (Lua.GET_OPCODE(i) == Lua.OP_JMP) {
        int target = at + 1 + Lua.GETARG_sBx(i);
        if (target > at && target <= pc) {
          at = target - 1;
        }
      } else if (writes(i, register)) {
        setter = at;
      }
    }
    return setter;
  }

  private static boolean writes(int instruction, int register) {
    int a = Lua.GETARG_A(instruction);
    int opcode = Lua.GET_OPCODE(instruction);
    return switch (opcode) {
      case Lua.OP_LOADNIL -> a <= register && register <= a + Lua.GETARG_B(instruction);
      case Lua.OP_TFORCALL -> register >= a + 2;
      case Lua.OP_CALL, Lua.OP_TAILCALL -> register >= a;
      case Lua.OP_SELF -> register == a || register == a + 1;
      default -> register == a && Lua.testAMode(opcode);
    };
  }
}
