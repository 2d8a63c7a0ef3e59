package io.gatehook.lua.resty;

import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.Printed;
import io.gatehook.lua.natives.ReadOnlyTable;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The functions that a translated template calls, and the module {@code template}. */
public final class TemplateFunctions {
  private static final LuaTable MODULE =
      new ReadOnlyTable()
          .with("_VERSION", Bytes.of("2.0"))
          .with("escape", a -> Output.escaped(a.at(1), a.at(2).toboolean()))
          .with("output", a -> Output.text(a.at(1)))
          .frozen();

  private TemplateFunctions() {}

  /** What templates see of the module besides their context. */
  public static LuaTable module() {
    return MODULE;
  }

  public static Native write(Bytes output) {
    return new Native(
        "write",
        a -> {
          output.add(a.string(1));
          return LuaValue.NONE;
        });
  }

  public static Native escape(Bytes output) {
    return new Native(
        "escape",
        a -> {
          output.add(Output.escaped(a.at(1), a.at(2).toboolean()));
          return LuaValue.NONE;
        });
  }

  public static Native output(Bytes output) {
    return new Native(
        "output",
        a -> {
          output.add(Output.text(a.at(1)));
          return LuaValue.NONE;
        });
  }

  public static Native echo(Bytes output) {
    return new Native(
        "echo",
        a -> {
          for (int i = 1; i <= a.count(); i++) {
            output.add(Printed.text(a.at(i)));
          }
          return LuaValue.NONE;
        });
  }
}
