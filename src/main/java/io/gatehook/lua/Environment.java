package io.gatehook.lua;

import io.gatehook.lua.meter.Meter;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * The globals of a chunk: its own, in front of names that are shared and read-only. The interpreter
 * asks the meter only for functions whose environment is of LuaJ's class of globals.
 */
class Environment extends Globals {
  private final LuaTable shared;

  Environment(Meter meter, LuaTable shared) {
    this.debuglib = meter;
    this.shared = shared;
  }

  @Override
  public LuaValue get(LuaValue key) {
    LuaValue own = rawget(key);
    return own.isnil() ? shared.rawget(key) : own;
  }
}
