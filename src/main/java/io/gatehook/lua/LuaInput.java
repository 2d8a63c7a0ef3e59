package io.gatehook.lua;

import org.luaj.vm2.LuaValue;

/** A JSON value that was converted once, for several calls in one sandbox, which may change it. */
public final class LuaInput {
  private final Sandbox sandbox;
  private final LuaValue value;

  LuaInput(Sandbox sandbox, LuaValue value) {
    this.sandbox = sandbox;
    this.value = value;
  }

  LuaValue in(Sandbox wanted) {
    if (wanted != sandbox) {
      throw new IllegalArgumentException("the input was made for another sandbox");
    }
    return value;
  }
}
