package io.gatehook.schema;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a member may hold, in the terms of Kong's schemas. {@link Schema} calls the methods. */
public sealed interface Type permits Type.RecordOf, Type.ChosenBy, Whole {

  /** A string of at least one character. */
  Type STRING = new Text(Integer.MAX_VALUE, false);

  /** An integer that a double holds exactly; 3.0 is one. */
  Type INTEGER = new IntegerIn(-IntegerIn.MAX_EXACT, IntegerIn.MAX_EXACT);

  Type NUMBER = Scalar.NUMBER;
  Type BOOLEAN = Scalar.BOOLEAN;

  /** A string with scheme and host. */
  Type URL = Scalar.URL;

  Type UUID = Scalar.UUID;

  /** An object whose members are nobody's business here. */
  Type OBJECT = Scalar.OBJECT;

  /** Anything but JSON null. */
  Type ANY = Scalar.ANY;

  /** An integer from {@code min} to {@code max}, both allowed. */
  static Type integer(long min, long max) {
    return new IntegerIn(min, max);
  }

  /** A number from {@code min} to {@code max}, both allowed; the bounds as messages show them. */
  static Type number(String min, String max) {
    return new NumberIn(min, max);
  }

  /** As {@link #number}, for text like {@code 5s}. */
  static Type duration(String min, String max) {
    return new DurationIn(min, max);
  }

  /** True, false, or this word. */
  static Type booleanOr(String word) {
    return new BooleanOr(word);
  }

  /** A string of 1 to {@code maxLength} UTF-16 units. */
  static Type text(int maxLength) {
    return new Text(maxLength, false);
  }

  /** As {@link #text}, and every database can hold and compare it. */
  static Type identifier(int maxLength) {
    return new Text(maxLength, true);
  }

  /** One of a few strings. */
  static Type oneOf(String... texts) {
    return new OneOf(List.copyOf(Arrays.asList(texts)));
  }

  /** What form text means here; text that does not parse stays as it is, for the check to name. */
  JsonValue typed(JsonValue text);

  /** Checks a value that is not JSON null. */
  Checked check(JsonValue value);

  /** This type for a member with these siblings. */
  Type beside(JsonObject siblings);

  /** The value after a PATCH. */
  JsonValue overlay(JsonValue stored, JsonValue patch);

  /** What an absent but required member is taken for; null: it is missing. */
  @Nullable JsonValue whenAbsent();

  /** A list of so many elements at most, replaced whole by a PATCH. */
  record ArrayOf(Type element, int maxLength) implements Whole {
    public ArrayOf(Type element) {
      this(element, Integer.MAX_VALUE);
    }

    @Override
    public JsonValue typed(JsonValue text) {
      if (text instanceof JsonObject) {
        return text;
      }
      var elements = Json.VALUES.createArrayBuilder();
      for (JsonValue value : text instanceof JsonArray array ? array : List.of(text)) {
        elements.add(Composites.infer(element, value));
      }
      return elements.build();
    }

    @Override
    public Checked check(JsonValue value) {
      return Composites.array(value, element, maxLength);
    }
  }

  /** Free names to values of one type, replaced whole by a PATCH. */
  record MapOf(Type value) implements Whole {
    @Override
    public JsonValue typed(JsonValue text) {
      if (!(text instanceof JsonObject object)) {
        return text;
      }
      var members = Json.VALUES.createObjectBuilder();
      object.forEach((name, member) -> members.add(name, Composites.infer(value, member)));
      return members.build();
    }

    @Override
    public Checked check(JsonValue given) {
      return Composites.map(given, value);
    }
  }

  /** Known names, merged member by member by a PATCH; a required one is never missing but empty. */
  record RecordOf(List<Field> fields) implements Type {
    public RecordOf {
      fields = List.copyOf(fields);
    }

    @Override
    public JsonValue typed(JsonValue text) {
      return text instanceof JsonObject form ? typed(form, form) : text;
    }

    JsonObject typed(JsonObject form, JsonObject siblings) {
      var members = new HashMap<String, JsonValue>();
      for (Field field : fields) {
        JsonValue text = form.get(field.name());
        if (text != null) {
          members.put(field.name(), Composites.infer(field.type().beside(siblings), text));
        }
      }
      return Composites.replaced(form, members);
    }

    @Override
    public Checked check(JsonValue value) {
      return Composites.record(value, fields);
    }

    @Override
    public Type beside(JsonObject siblings) {
      return this;
    }

    @Override
    public JsonValue overlay(JsonValue stored, JsonValue patch) {
      if (Composites.isEmptyArray(patch)) {
        return stored;
      }
      return stored instanceof JsonObject before && patch instanceof JsonObject change
          ? overlay(before, change)
          : patch;
    }

    JsonObject overlay(JsonObject stored, JsonObject patch) {
      JsonObject replaced = Composites.replaced(stored, patch);
      var merged = new HashMap<String, JsonValue>();
      for (Field field : fields) {
        JsonValue before = stored.get(field.name());
        JsonValue change = patch.get(field.name());
        if (before != null && change != null) {
          merged.put(field.name(), field.type().beside(replaced).overlay(before, change));
        }
      }
      return Composites.replaced(replaced, merged);
    }

    @Override
    public @Nullable JsonValue whenAbsent() {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  /**
   * A record whose names depend on the text of a sibling. Beside an unknown sibling it may hold
   * anything: who knows the siblings refuses those.
   */
  record ChosenBy(String sibling, Map<String, RecordOf> choices) implements Type {
    public ChosenBy {
      choices = Map.copyOf(choices);
    }

    @Override
    public Type beside(JsonObject siblings) {
      RecordOf choice =
          siblings.get(sibling) instanceof JsonString name ? choices.get(name.getString()) : null;
      return choice == null ? this : choice;
    }

    @Override
    public JsonValue typed(JsonValue text) {
      return text;
    }

    @Override
    public Checked check(JsonValue value) {
      return Checked.accepted(value);
    }

    @Override
    public JsonValue overlay(JsonValue stored, JsonValue patch) {
      return patch;
    }

    @Override
    public @Nullable JsonValue whenAbsent() {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }
}
