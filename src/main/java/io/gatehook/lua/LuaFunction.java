package io.gatehook.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** A function that lives in a sandbox, with what it remembers between calls. */
public final class LuaFunction {
  private final Sandbox sandbox;
  private final LuaValue function;

  LuaFunction(Sandbox sandbox, LuaValue function) {
    this.sandbox = sandbox;
    this.function = function;
  }

  /**
   * Calls the function, under limits of its own; waits while another call runs in the sandbox.
   *
   * @param arguments null, Boolean, Number, String, JsonValue, or a {@link LuaInput} or function of
   *     the same sandbox
   */
  public LuaResult call(@Nullable Object... arguments) throws LuaFailure {
    return sandbox.call(function, Arrays.asList(arguments));
  }

  LuaValue in(Sandbox wanted) {
    if (wanted != sandbox) {
      throw new IllegalArgumentException("the function belongs to another sandbox");
    }
    return function;
  }
}
