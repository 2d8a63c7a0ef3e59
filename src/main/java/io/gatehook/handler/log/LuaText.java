package io.gatehook.handler.log;

import io.gatehook.schema.LuaName;
import io.gatehook.text.LuaLiteral;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.TreeMap;

/** Writes JSON as the Lua value that it decodes to, as inspect.lua prints it. */
final class LuaText {
  private final StringBuilder text = new StringBuilder();

  private LuaText() {}

  static String of(JsonValue value) {
    var lua = new LuaText();
    lua.value(value, 0);
    return lua.text.toString();
  }

  private void value(JsonValue value, int depth) {
    switch (value.getValueType()) {
      case OBJECT -> table(value.asJsonObject(), depth);
      case ARRAY -> list(value.asJsonArray(), depth);
      case STRING -> text.append(LuaLiteral.string(((JsonString) value).getString()));
      case NUMBER -> text.append(LuaLiteral.number(((JsonNumber) value).doubleValue()));
      case TRUE -> text.append("true");
      case FALSE -> text.append("false");
      case NULL -> text.append("<userdata 1>");
    }
  }

  private void table(JsonObject object, int depth) {
    if (object.isEmpty()) {
      text.append("{}");
      return;
    }
    String separator = "{";
    for (var member : new TreeMap<>(object).entrySet()) {
      text.append(separator).append('\n').append("  ".repeat(depth + 1));
      key(member.getKey());
      text.append(" = ");
      value(member.getValue(), depth + 1);
      separator = ",";
    }
    text.append('\n').append("  ".repeat(depth)).append('}');
  }

  private void key(String name) {
    text.append(LuaName.isName(name) ? name : "[" + LuaLiteral.string(name) + "]");
  }

  private void list(JsonArray array, int depth) {
    String separator = "{ ";
    for (JsonValue element : array) {
      text.append(separator);
      value(element, depth + 1);
      separator = ", ";
    }
    text.append(array.isEmpty() ? "{}" : " }");
  }
}
