package io.gatehook.lua.natives;

import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A function of the library. */
public final class Native extends VarArgFunction {
  /** What the function does. */
  @FunctionalInterface
  public interface Body {
    Varargs call(Arguments arguments);
  }

  private final String said;
  private final Body body;

  public Native(String name, Body body) {
    this.said = name;
    this.body = body;
  }

  @Override
  public Varargs invoke(Varargs values) {
    return body.call(new Arguments(this, values));
  }

  @Override
  public String name() {
    return said;
  }
}
