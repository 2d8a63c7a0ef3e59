package io.gatehook.lua;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A table whose missing members are those of another. */
final class Overlay extends LuaTable {
  private final LuaTable beneath;

  Overlay(LuaTable beneath) {
    this.beneath = beneath;
  }

  @Override
  public LuaValue get(LuaValue key) {
    LuaValue own = rawget(key);
    return own.isnil() ? beneath.get(key) : own;
  }
}
