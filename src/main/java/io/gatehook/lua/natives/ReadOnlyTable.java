package io.gatehook.lua.natives;

import io.gatehook.lua.meter.ScriptError;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A table that is filled once and then shared by all sandboxes, on all threads. */
public final class ReadOnlyTable extends LuaTable {
  private boolean frozen;

  public ReadOnlyTable with(String name, Native.Body body) {
    return with(name, new Native(name, body));
  }

  public ReadOnlyTable with(String name, LuaValue value) {
    super.rawset(LuaString.valueUsing(name.getBytes(StandardCharsets.UTF_8)), value);
    return this;
  }

  /** What a call of the table does; its first argument is the table. */
  public ReadOnlyTable callable(Native function) {
    var metatable = new LuaTable();
    metatable.rawset(LuaValue.CALL, function);
    super.setmetatable(metatable);
    return this;
  }

  public ReadOnlyTable frozen() {
    frozen = true;
    return this;
  }

  public LuaFunction function(String name) {
    return rawget(LuaString.valueUsing(name.getBytes(StandardCharsets.UTF_8))).checkfunction();
  }

  @Override
  public void set(int key, LuaValue value) {
    refuse();
    super.set(key, value);
  }

  @Override
  public void set(LuaValue key, LuaValue value) {
    refuse();
    super.set(key, value);
  }

  @Override
  public void rawset(int key, LuaValue value) {
    refuse();
    super.rawset(key, value);
  }

  @Override
  public void rawset(LuaValue key, LuaValue value) {
    refuse();
    super.rawset(key, value);
  }

  @Override
  public void hashset(LuaValue key, LuaValue value) {
    refuse();
    super.hashset(key, value);
  }

  @Override
  public LuaValue remove(int position) {
    refuse();
    return super.remove(position);
  }

  @Override
  public void insert(int position, LuaValue value) {
    refuse();
    super.insert(position, value);
  }

  @Override
  public void sort(LuaValue comparator) {
    refuse();
    super.sort(comparator);
  }

  @Override
  public void presize(int array) {
    refuse();
    super.presize(array);
  }

  @Override
  public void presize(int array, int hash) {
    refuse();
    super.presize(array, hash);
  }

  @Override
  public LuaValue setmetatable(LuaValue metatable) {
    refuse();
    return super.setmetatable(metatable);
  }

  private void refuse() {
    if (frozen) {
      throw new ScriptError("attempt to modify a read-only table");
    }
  }
}
