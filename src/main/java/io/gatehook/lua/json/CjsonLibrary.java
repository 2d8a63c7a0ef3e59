package io.gatehook.lua.json;

import io.gatehook.lua.meter.Faults;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.NullValue;
import io.gatehook.lua.natives.ReadOnlyTable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The modules {@code cjson} and {@code cjson.safe}. */
public final class CjsonLibrary {
  private CjsonLibrary() {}

  public static ReadOnlyTable throwing() {
    return constants()
        .with("decode", CjsonLibrary::decode)
        .with("encode", CjsonLibrary::encode)
        .frozen();
  }

  /** Gives nil and the message where the other raises an error. */
  public static ReadOnlyTable safe() {
    return constants()
        .with("decode", a -> orNil(CjsonLibrary::decode, a))
        .with("encode", a -> orNil(CjsonLibrary::encode, a))
        .frozen();
  }

  private static ReadOnlyTable constants() {
    return new ReadOnlyTable().with("null", NullValue.NULL).with("_NAME", Bytes.of("cjson"));
  }

  private static Varargs decode(Arguments a) {
    LuaString text = a.string(1);
    return new JsonDecoder(a, text).decode();
  }

  private static Varargs encode(Arguments a) {
    return new JsonEncoder(a).encode(a.any(1));
  }

  private static Varargs orNil(Native.Body body, Arguments a) {
    try {
      return body.call(a);
    } catch (LuaError e) {
      return LuaValue.varargsOf(LuaValue.NIL, Faults.value(e));
    }
  }
}
