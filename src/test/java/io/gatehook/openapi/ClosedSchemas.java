package io.gatehook.openapi;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The schemas of a document as JSON Schema: {@code allOf} flattened, so that every object knows all
 * of its members and can be closed to others; {@code nullable} as a type; a discriminator as a
 * choice.
 */
final class ClosedSchemas {
  private static final String REFERENCE = "#/components/schemas/";
  private static final String ALL_OF = "allOf";
  private static final String ONE_OF = "oneOf";
  private static final String PROPERTIES = "properties";
  private static final String OTHERS = "additionalProperties";
  private static final String DISCRIMINATOR = "discriminator";
  private static final Set<String> ANNOTATIONS =
      Set.of("example", "description", "default", "nullable", DISCRIMINATOR);

  private final Document document;
  private final JsonObject definitions;

  ClosedSchemas(Document document) {
    this.document = document;
    var all = Json.VALUES.createObjectBuilder();
    document.components("schemas").forEach((name, schema) -> all.add(name, of(schema)));
    this.definitions = all.build();
  }

  /** All named schemas; those of {@link #of} refer to them as {@code #/$defs/…}. */
  JsonObject definitions() {
    return definitions;
  }

  JsonObject of(JsonValue schema) {
    JsonObject object = schema.asJsonObject();
    if (object.containsKey("$ref")) {
      String name = object.getString("$ref").substring(REFERENCE.length());
      return Json.VALUES.createObjectBuilder().add("$ref", "#/$defs/" + name).build();
    }
    if (object.containsKey(ALL_OF)) {
      return of(flat(object));
    }
    return object.containsKey(DISCRIMINATOR) ? choice(object) : closed(object);
  }

  /** With the members of whatever it is composed of. */
  JsonObject flat(JsonValue schema) {
    JsonObject object = document.resolved(schema);
    JsonArray parts = object.getJsonArray(ALL_OF);
    if (parts == null) {
      return object;
    }
    JsonObject flat = JsonValue.EMPTY_JSON_OBJECT;
    for (JsonValue part : parts) {
      flat = merged(flat, flat(part));
    }
    return flat;
  }

  private JsonObject merged(JsonObject first, JsonObject second) {
    var merged = Json.VALUES.createObjectBuilder(first);
    second.forEach(
        (name, value) ->
            merged.add(name, first.containsKey(name) ? both(first, second, name) : value));
    return merged.build();
  }

  private JsonValue both(JsonObject first, JsonObject second, String name) {
    if (name.equals("required")) {
      var names = new LinkedHashSet<JsonValue>(first.getJsonArray(name));
      names.addAll(second.getJsonArray(name));
      return Json.VALUES.createArrayBuilder(names).build();
    }
    boolean objects =
        first.get(name) instanceof JsonObject && second.get(name) instanceof JsonObject;
    return objects ? merged(flat(first.get(name)), flat(second.get(name))) : second.get(name);
  }

  private JsonObject choice(JsonObject schema) {
    JsonObject discriminator = schema.getJsonObject(DISCRIMINATOR);
    String member = discriminator.getString("propertyName");
    var branches = Json.VALUES.createArrayBuilder();
    var names = Json.VALUES.createArrayBuilder();
    discriminator
        .getJsonObject("mapping")
        .forEach(
            (name, target) -> {
              names.add(name);
              String reference = ((JsonString) target).getString();
              branches.add(
                  Json.VALUES
                      .createObjectBuilder()
                      .add(
                          "if",
                          having(member, Json.VALUES.createObjectBuilder().add("const", name)))
                      .add("then", of(object("$ref", Json.VALUES.createValue(reference)))));
            });
    return Json.VALUES
        .createObjectBuilder(having(member, Json.VALUES.createObjectBuilder().add("enum", names)))
        .add("type", "object")
        .add("required", Json.VALUES.createArrayBuilder().add(member))
        .add(ALL_OF, branches)
        .build();
  }

  private static JsonObject having(String member, JsonObjectBuilder schema) {
    return object(PROPERTIES, Json.VALUES.createObjectBuilder().add(member, schema).build());
  }

  private JsonObject closed(JsonObject schema) {
    var closed = Json.VALUES.createObjectBuilder();
    schema.forEach(
        (name, value) -> {
          if (!ANNOTATIONS.contains(name)) {
            closed.add(name, closed(name, value));
          }
        });
    if (schema.containsKey(PROPERTIES) && !schema.containsKey(OTHERS)) {
      closed.add(OTHERS, false);
    }
    if (schema.getBoolean("nullable", false)) {
      closed.add("type", Json.VALUES.createArrayBuilder().add(schema.get("type")).add("null"));
    }
    return closed.build();
  }

  private JsonValue closed(String keyword, JsonValue value) {
    if (keyword.equals(PROPERTIES)) {
      var members = Json.VALUES.createObjectBuilder();
      value.asJsonObject().forEach((name, schema) -> members.add(name, of(schema)));
      return members.build();
    }
    if (keyword.equals(ONE_OF)) {
      var branches = Json.VALUES.createArrayBuilder();
      value.asJsonArray().forEach(schema -> branches.add(of(schema)));
      return branches.build();
    }
    boolean schema = keyword.equals("items") || keyword.equals(OTHERS);
    return schema && value instanceof JsonObject ? of(value) : value;
  }

  private static JsonObject object(String name, JsonValue value) {
    return Json.VALUES.createObjectBuilder().add(name, value).build();
  }
}
