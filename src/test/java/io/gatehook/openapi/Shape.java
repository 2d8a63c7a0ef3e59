package io.gatehook.openapi;

import static java.util.stream.Collectors.joining;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a schema comes to: the paths of its members, all branches of a choice taken together.
 *
 * @param types the types of a member by its path, {@code data[].config.url}; the path of what a map
 *     holds ends with a star
 * @param required the paths of the members that every branch requires
 */
record Shape(Map<String, Set<String>> types, Set<String> required) {
  /** Of what a free map holds. */
  static final Set<String> ANY =
      Set.of("string", "number", "integer", "boolean", "array", "object");

  private static final String ONE_OF = "oneOf";

  static Shape of(Document document, JsonValue schema) {
    var shape = new Shape(new TreeMap<>(), new TreeSet<>());
    shape.add(new ClosedSchemas(document), "", schema);
    return shape;
  }

  /** The types at a path; empty: there is no such member. */
  Set<String> at(String path) {
    return types.keySet().stream()
        .filter(known -> matches(known, path))
        .findFirst()
        .map(types::get)
        .orElse(Set.of());
  }

  private static boolean matches(String known, String path) {
    return Pattern.matches(
        Arrays.stream(known.split("\\*", -1)).map(Pattern::quote).collect(joining("[^.]+")), path);
  }

  private void add(ClosedSchemas schemas, String path, JsonValue schema) {
    JsonObject flat = schemas.flat(schema);
    if (flat.containsKey(ONE_OF)) {
      choice(schemas, path, flat);
      return;
    }
    if (flat.get("type") instanceof JsonString type) {
      types.computeIfAbsent(path, key -> new TreeSet<>()).add(type.getString());
    }
    if (flat.containsKey("items")) {
      add(schemas, path + "[]", flat.get("items"));
    }
    JsonValue others = flat.getOrDefault("additionalProperties", JsonValue.FALSE);
    if (others instanceof JsonObject value
        && (value.containsKey("type") || value.containsKey("$ref"))) {
      add(schemas, below(path, "*"), value);
    } else if (others != JsonValue.FALSE) {
      types.put(below(path, "*"), ANY);
    }
    flat.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT)
        .asJsonObject()
        .forEach((name, member) -> add(schemas, below(path, name), member));
    flat.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
        .map(name -> below(path, ((JsonString) name).getString()))
        .forEach(required::add);
  }

  private void choice(ClosedSchemas schemas, String path, JsonObject schema) {
    Set<String> always = null;
    for (JsonValue branch : schema.getJsonArray(ONE_OF)) {
      var shape = new Shape(types, new TreeSet<>());
      shape.add(schemas, path, branch);
      if (always == null) {
        always = shape.required();
      } else {
        always.retainAll(shape.required());
      }
    }
    required.addAll(always);
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
