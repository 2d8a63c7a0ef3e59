package io.gatehook.lua.natives;

import io.gatehook.lua.meter.NumberText;
import java.util.HexFormat;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Values as text. */
public final class Printed {
  private static final HexFormat ADDRESS = HexFormat.of();

  private Printed() {}

  /** As {@code tostring} says it. */
  public static LuaString text(LuaValue value) {
    if (value.isstring()) {
      return NumberText.string(value);
    }
    return switch (value.type()) {
      case LuaValue.TNIL -> Bytes.of("nil");
      case LuaValue.TBOOLEAN -> Bytes.of(value.toboolean() ? "true" : "false");
      case LuaValue.TUSERDATA, LuaValue.TLIGHTUSERDATA -> Bytes.of("userdata: NULL");
      default ->
          Bytes.of(value.typename() + ": 0x" + ADDRESS.toHexDigits(System.identityHashCode(value)));
    };
  }
}
