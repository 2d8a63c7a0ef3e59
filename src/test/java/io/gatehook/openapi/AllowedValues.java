package io.gatehook.openapi;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes values that a schema allows, with a liking for its bounds. */
final class AllowedValues {
  private static final String ALPHABET = "abcXYZ019 -_./:%&=+'\"\\<>{}[]\n\t\u0001äß€漢";

  /** What makes requests meet: values that mean something, by the name of their member. */
  private static final Map<String, List<String>> TELLING =
      Map.of(
          "source", List.of("fuzz", "fuzz", "fuzz", "dao:crud", "crud", "gatehook"),
          "event", List.of("e", "e", "create", "consumers"),
          "key", List.of("k", "l"),
          "url", List.of("http://127.0.0.1:9/a", "http://localhost:9/", "http://10.0.0.1:9/?a=b"),
          "functions",
              List.of(
                  "return function() return true end",
                  "return function(d) print(d) error('no') end",
                  "return 7"),
          "body", List.of("{{ a }}", "{% if", "plain", "{{ a.b.c }}"));

  /** Texts in a form that a pattern describes: those that match are used. */
  private static final List<String> FORMS =
      List.of("5s", "100ms", "60s", "7d", "0ms", "999999999d", "slack", "a", "-", "a".repeat(64));

  private static final List<String> TIMES =
      List.of(
          "2026-01-02T03:04:05Z",
          "1970-01-01T00:00:00.000Z",
          "9999-12-31T23:59:59.999999Z",
          "0001-01-01T00:00:00+14:00",
          "2024-02-29T12:00:00-05:30");

  private final ClosedSchemas schemas;
  private final RandomGenerator random;
  private final List<String> ids = new ArrayList<>();

  AllowedValues(Document document, RandomGenerator random) {
    this.schemas = new ClosedSchemas(document);
    this.random = random;
  }

  /** Has an id used from now on. */
  void learn(String id) {
    if (ids.size() < 40) {
      ids.add(id);
    } else {
      ids.set(random.nextInt(ids.size()), id);
    }
  }

  /**
   * A value.
   *
   * @param name of the member or parameter
   */
  JsonValue of(String name, JsonValue schema) {
    JsonObject flat = schemas.flat(schema);
    if (flat.containsKey("oneOf")) {
      JsonArray branches = flat.getJsonArray("oneOf");
      return of(name, branches.get(random.nextInt(branches.size())));
    }
    if (flat.getBoolean("nullable", false) && random.nextInt(8) == 0) {
      return JsonValue.NULL;
    }
    if (flat.containsKey("enum")) {
      JsonArray values = flat.getJsonArray("enum");
      return values.get(random.nextInt(values.size()));
    }
    return switch (flat.getString("type", "object")) {
      case "boolean" -> random.nextBoolean() ? JsonValue.TRUE : JsonValue.FALSE;
      case "integer", "number" -> number(flat);
      case "string" -> Json.VALUES.createValue(text(name, flat));
      case "array" -> array(name, flat);
      default -> object(flat);
    };
  }

  private JsonValue number(JsonObject schema) {
    BigDecimal least = bound(schema, "minimum", -1_000_000);
    BigDecimal most = bound(schema, "maximum", 1_000_000);
    return Json.VALUES.createValue(
        switch (random.nextInt(3)) {
          case 0 -> least;
          case 1 -> most;
          default -> least.add(BigDecimal.valueOf(random.nextInt(3))).min(most);
        });
  }

  private static BigDecimal bound(JsonObject schema, String keyword, long other) {
    JsonNumber bound = schema.getJsonNumber(keyword);
    return bound == null ? BigDecimal.valueOf(other) : bound.bigDecimalValue();
  }

  private String text(String name, JsonObject schema) {
    String format = schema.getString("format", "");
    if (format.equals("uuid")) {
      boolean known = !ids.isEmpty() && random.nextInt(4) > 0;
      return known ? any(ids) : new UUID(random.nextLong(), random.nextLong()).toString();
    }
    if (format.equals("date-time")) {
      return any(TIMES);
    }
    if (schema.get("pattern") instanceof JsonString pattern) {
      return any(FORMS.stream().filter(form -> form.matches(pattern.getString())).toList());
    }
    boolean free = !TELLING.containsKey(name) || (!name.equals("url") && random.nextInt(8) == 0);
    return free ? letters(length(schema)) : any(TELLING.get(name));
  }

  private int length(JsonObject schema) {
    int least = schema.getInt("minLength", 0);
    int most = schema.getInt("maxLength", 300);
    return switch (random.nextInt(6)) {
      case 0 -> least;
      case 1 -> most;
      default -> Math.min(most, least + random.nextInt(12));
    };
  }

  private String letters(int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private JsonValue array(String name, JsonObject schema) {
    int most = schema.getInt("maxItems", 3);
    int size = random.nextInt(20) == 0 ? most : random.nextInt(Math.min(3, most) + 1);
    var array = Json.VALUES.createArrayBuilder();
    for (int i = 0; i < size; i++) {
      array.add(of(name, schema.get("items")));
    }
    return array.build();
  }

  private JsonValue object(JsonObject schema) {
    var object = Json.VALUES.createObjectBuilder();
    JsonObject members = schema.getJsonObject("properties");
    JsonArray required = schema.getJsonArray("required");
    if (members != null) {
      members.forEach(
          (name, member) -> {
            boolean needed = required != null && required.toString().contains('"' + name + '"');
            if (needed || random.nextInt(3) == 0) {
              object.add(name, of(name, member));
            }
          });
    }
    JsonValue others = schema.get("additionalProperties");
    boolean free = members == null && others == null || others == JsonValue.TRUE;
    for (int i = random.nextInt(3); i > 0 && (free || others instanceof JsonObject); i--) {
      object.add("x" + random.nextInt(9), free ? anything(2) : of("", others));
    }
    return object.build();
  }

  private JsonValue anything(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> JsonValue.NULL;
      case 1 -> JsonValue.TRUE;
      case 2 -> Json.VALUES.createValue(random.nextLong());
      case 3 -> Json.VALUES.createValue(new BigDecimal("-1.5e-7"));
      case 4 -> Json.VALUES.createValue(letters(random.nextInt(8)));
      case 5 -> Json.VALUES.createArrayBuilder().add(anything(depth - 1)).build();
      default -> Json.VALUES.createObjectBuilder().add("a", anything(depth - 1)).build();
    };
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
