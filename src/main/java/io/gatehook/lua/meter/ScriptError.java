package io.gatehook.lua.meter;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** An error that Lua code may catch, complete with its position. */
public final class ScriptError extends LuaError {
  private final transient LuaValue value;

  public ScriptError(LuaValue value) {
    super("");
    this.value = value;
    // the interpreter adds position and traceback to errors that have none
    this.traceback = "";
  }

  public ScriptError(String message) {
    this(LuaString.valueUsing(message.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public LuaValue getMessageObject() {
    return value;
  }

  @Override
  public String getMessage() {
    return Faults.text(value);
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // there is nothing to fill in
  public Throwable fillInStackTrace() {
    return this;
  }
}
