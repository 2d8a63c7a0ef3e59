package io.gatehook.schema;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checks of arrays, maps and records. As in Kong, whose values know one kind of table, an empty
 * array and an empty object stand for each other.
 */
final class Composites {
  private Composites() {}

  /** What form text means for a type; the empty text is JSON null for every one. */
  static JsonValue infer(Type type, JsonValue text) {
    return text instanceof JsonString string && string.getString().isEmpty()
        ? JsonValue.NULL
        : type.typed(text);
  }

  static Checked array(JsonValue value, Type element, int maxLength) {
    if (isEmptyObject(value)) {
      return Checked.accepted(JsonValue.EMPTY_JSON_ARRAY);
    }
    if (!(value instanceof JsonArray array)) {
      return Checked.refused(value, "expected an array");
    }
    if (array.size() > maxLength) {
      return Checked.refused(value, "length must be at most " + maxLength);
    }
    var elements = Json.VALUES.createArrayBuilder();
    var violations = Json.VALUES.createArrayBuilder();
    int known = 0;
    for (int i = 0; i < array.size(); i++) {
      Checked checked = present(array.get(i), element);
      elements.add(checked.value());
      if (checked.violation() != null) {
        for (; known < i; known++) {
          violations.addNull();
        }
        violations.add(checked.violation());
        known = i + 1;
      }
    }
    return new Checked(elements.build(), known == 0 ? null : violations.build());
  }

  static Checked map(JsonValue value, Type type) {
    if (value instanceof JsonArray array) {
      // the names of a filled list are numbers, and it is those that Kong refuses
      return array.isEmpty()
          ? Checked.accepted(JsonValue.EMPTY_JSON_OBJECT)
          : Checked.refused(value, "expected a string");
    }
    if (!(value instanceof JsonObject object)) {
      return Checked.refused(value, "expected a map");
    }
    var members = Json.VALUES.createObjectBuilder();
    for (var member : object.entrySet()) {
      Checked checked = present(member.getValue(), type);
      if (checked.violation() != null) {
        return new Checked(value, checked.violation());
      }
      members.add(member.getKey(), checked.value());
    }
    return Checked.accepted(members.build());
  }

  static Checked record(JsonValue value, List<Field> fields) {
    JsonValue given = isEmptyArray(value) ? JsonValue.EMPTY_JSON_OBJECT : value;
    if (!(given instanceof JsonObject object)) {
      return Checked.refused(value, "expected a record");
    }
    var members = Json.VALUES.createObjectBuilder();
    var violations = Json.VALUES.createObjectBuilder();
    for (Field field : fields) {
      Checked checked = member(object.get(field.name()), field, field.type().beside(object));
      if (!field.ours() || checked.value() != JsonValue.NULL) {
        members.add(field.name(), checked.value());
      }
      if (checked.violation() != null) {
        violations.add(field.name(), checked.violation());
      }
    }
    var known = fields.stream().map(Field::name).collect(Collectors.toSet());
    object.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> violations.add(name, "unknown field"));
    JsonObject refused = violations.build();
    return new Checked(members.build(), refused.isEmpty() ? null : refused);
  }

  /** The members of one object, those of the other in their place or behind them. */
  static JsonObject replaced(JsonObject object, Map<String, JsonValue> replacements) {
    var builder = Json.VALUES.createObjectBuilder(object);
    replacements.forEach(builder::add);
    return builder.build();
  }

  static boolean isEmptyArray(JsonValue value) {
    return value instanceof JsonArray array && array.isEmpty();
  }

  private static boolean isEmptyObject(JsonValue value) {
    return value instanceof JsonObject object && object.isEmpty();
  }

  private static Checked present(JsonValue value, Type type) {
    return value == JsonValue.NULL ? Checked.refused(value, Checked.MISSING) : type.check(value);
  }

  private static Checked member(@Nullable JsonValue given, Field field, Type type) {
    JsonValue value = given == null ? standIn(field, type) : given;
    if (value != JsonValue.NULL) {
      return type.check(value);
    }
    return field.required()
        ? Checked.refused(value, Checked.MISSING)
        : Checked.accepted(JsonValue.NULL);
  }

  private static JsonValue standIn(Field field, Type type) {
    JsonValue value = field.defaultValue();
    if (value == null && field.required()) {
      value = type.whenAbsent();
    }
    return value == null ? JsonValue.NULL : value;
  }
}
