package io.gatehook.lua.library;

import io.gatehook.lua.natives.Arguments;
import java.util.Map;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's {@code require}, which knows a few modules and loads nothing. */
final class Modules {
  private final Map<String, LuaValue> allowed;

  Modules(Map<String, LuaValue> allowed) {
    this.allowed = allowed;
  }

  Varargs require(Arguments a) {
    String name = a.text(1);
    LuaValue module = allowed.get(name);
    if (module == null) {
      throw a.error("require '" + name + "' not allowed within sandbox");
    }
    return module;
  }
}
