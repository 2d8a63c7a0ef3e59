package io.gatehook.schema;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Prints violations as Kong does: two levels as dotted names, deeper ones as a Lua table. */
final class ViolationText {
  private final List<String> entries = new ArrayList<>();

  private ViolationText() {}

  static String of(JsonObject fields) {
    var text = new ViolationText();
    text.addAll(fields);
    int count = text.entries.size();
    return "%s (%s)"
        .formatted(
            count == 1 ? "schema violation" : count + " schema violations",
            String.join("; ", text.entries));
  }

  private void addAll(JsonObject fields) {
    var members = new TreeMap<>(fields);
    if (members.remove(Violations.ENTITY) instanceof JsonArray texts) {
      texts.forEach(text -> entries.add(printed(text)));
    }
    members.forEach(this::addMember);
  }

  private void addMember(String name, JsonValue violation) {
    if (violation instanceof JsonObject nested) {
      new TreeMap<>(nested).forEach((member, deeper) -> addEntry(name + "." + member, deeper));
    } else if (violation instanceof JsonArray elements) {
      for (int i = 0; i < elements.size(); i++) {
        if (elements.get(i) != JsonValue.NULL) {
          addEntry(name + "." + (i + 1), elements.get(i));
        }
      }
    } else {
      addEntry(name, violation);
    }
  }

  private void addEntry(String name, JsonValue violation) {
    entries.add(name + ": " + printed(violation));
  }

  private static String printed(JsonValue violation) {
    return violation instanceof JsonString text ? text.getString() : LuaTable.printed(violation);
  }
}
