package io.gatehook.schema;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Prints nested violations as the source of a Lua table, indented by two blanks. */
final class LuaTable {
  private LuaTable() {}

  static String printed(JsonValue value) {
    return printed(value, "");
  }

  private static String printed(JsonValue value, String indent) {
    if (value instanceof JsonObject object) {
      return table(members(object, indent + "  "), indent);
    }
    if (value instanceof JsonArray array) {
      return table(elements(array, indent + "  "), indent);
    }
    return value instanceof JsonString text ? quoted(text.getString()) : value.toString();
  }

  private static String table(List<String> rows, String indent) {
    String inner = indent + "  ";
    return "{\n%s%s\n%s}".formatted(inner, String.join(",\n" + inner, rows), indent);
  }

  private static List<String> members(JsonObject object, String indent) {
    var rows = new ArrayList<String>();
    new TreeMap<>(object)
        .forEach((name, value) -> rows.add(key(name) + " = " + printed(value, indent)));
    return rows;
  }

  /** As Lua counts: from one, with the index written where an element before it is missing. */
  private static List<String> elements(JsonArray array, String indent) {
    var rows = new ArrayList<String>();
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) != JsonValue.NULL) {
        String index = rows.size() == i ? "" : "[%d] = ".formatted(i + 1);
        rows.add(index + printed(array.get(i), indent));
      }
    }
    return rows;
  }

  private static String key(String name) {
    return LuaName.isName(name) ? name : "[" + quoted(name) + "]";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
