package io.gatehook.lua.natives;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;

/** JSON's null in Lua: {@code ngx.null} and {@code cjson.null}, a userdata that has no members. */
public final class NullValue extends LuaUserdata {
  public static final NullValue NULL = new NullValue();

  private NullValue() {
    super("null");
  }

  @Override
  public LuaValue get(LuaValue key) {
    throw new LuaError("attempt to index");
  }

  @Override
  public LuaValue get(int key) {
    throw new LuaError("attempt to index");
  }

  @Override
  public void set(LuaValue key, LuaValue value) {
    throw new LuaError("attempt to index");
  }

  @Override
  public LuaValue setmetatable(LuaValue metatable) {
    throw new LuaError("no metatables");
  }
}
