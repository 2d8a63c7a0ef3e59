package io.gatehook.lua.json;

import io.gatehook.lua.meter.Exceeded;
import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.NullValue;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Turns JSON into Lua values; what is over the input limits is refused before it costs much. */
public final class JsonInput {
  /** LuaJ's hash reads no more than this many bytes of a string. */
  private static final int HASHED = 32;

  /** Names whose hash a stranger can choose: more of them, all equal, would take seconds. */
  private static final int MAX_LONG_NAMES = 500;

  private static final int LONG_NAME = 64;

  private final Meter meter = Meter.current();
  private int keys;
  private long bytes;
  private int longNames;

  private JsonInput() {}

  public static LuaValue of(JsonValue value) {
    return new JsonInput().value(value, 1);
  }

  private LuaValue value(JsonValue value, int depth) {
    return switch (value.getValueType()) {
      case NULL -> NullValue.NULL;
      case TRUE -> LuaValue.TRUE;
      case FALSE -> LuaValue.FALSE;
      case STRING -> string(((JsonString) value).getString());
      case NUMBER -> number((JsonNumber) value);
      case ARRAY -> array(value.asJsonArray(), depth);
      case OBJECT -> object(value.asJsonObject(), depth);
    };
  }

  private static LuaValue number(JsonNumber number) {
    return LuaDouble.valueOf(number.doubleValue());
  }

  private LuaString string(String text) {
    bytes += text.length();
    check(bytes <= meter.limits().input().bytes(), "bytes");
    LuaString string = Bytes.of(text);
    bytes += string.m_length - text.length();
    check(bytes <= meter.limits().input().bytes(), "bytes");
    meter.string(string.m_length);
    return string;
  }

  private LuaTable array(JsonArray array, int depth) {
    enter(array.size(), depth);
    LuaTable table = new LuaTable(array.size(), 0);
    int index = 0;
    for (JsonValue element : array) {
      meter.charge(1);
      table.rawset(LuaInteger.valueOf(++index), value(element, depth + 1));
    }
    return table;
  }

  private LuaTable object(JsonObject object, int depth) {
    enter(object.size(), depth);
    LuaTable table = new LuaTable(0, object.size());
    for (var member : object.entrySet()) {
      meter.charge(1);
      LuaString name = string(member.getKey());
      if (name.m_length > HASHED) {
        check(++longNames <= MAX_LONG_NAMES, "long names");
        meter.charge(LONG_NAME);
      }
      table.rawset(name, value(member.getValue(), depth + 1));
    }
    return table;
  }

  private void enter(int size, int depth) {
    keys += size;
    check(keys <= meter.limits().input().keys(), "members");
    check(depth <= meter.limits().input().depth(), "levels");
  }

  private static void check(boolean within, String what) {
    if (!within) {
      throw Exceeded.input("event too large for Lua (too many " + what + ")");
    }
  }
}
