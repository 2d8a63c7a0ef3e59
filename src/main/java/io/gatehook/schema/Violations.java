package io.gatehook.schema;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with an entity: member to message, nested as the entity is. */
public final class Violations {
  /** The member that holds the texts about the entity as a whole. */
  static final String ENTITY = "@entity";

  private final JsonObject fields;

  public Violations(JsonObject fields) {
    this.fields = fields;
  }

  /** One wrong member. */
  public static Violations of(String member, String text) {
    return builder().add(member, text).build();
  }

  /** Wrong elements of a member that is a list; null at the place of each that is not wrong. */
  public static Violations ofElements(String member, List<@Nullable String> texts) {
    var elements = Json.VALUES.createArrayBuilder();
    int known = 0;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text != null) {
        for (; known < i; known++) {
          elements.addNull();
        }
        elements.add(text);
        known = i + 1;
      }
    }
    return new Violations(Json.VALUES.createObjectBuilder().add(member, elements).build());
  }

  /** These violations as those of the named member. */
  public static Violations under(String member, Violations violations) {
    return builder().under(member, violations).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The {@code fields} member of Kong's error body. */
  public JsonObject fields() {
    return fields;
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Kong's one-line form: {@code schema violation (config.url: missing host in url)}. */
  public String message() {
    return ViolationText.of(fields);
  }

  /** Collects violations; the first one of a member counts. */
  public static final class Builder {
    private final Map<String, JsonValue> fields = new LinkedHashMap<>();
    private final JsonArrayBuilder entity = Json.VALUES.createArrayBuilder();

    private Builder() {}

    public Builder add(String member, String text) {
      fields.putIfAbsent(member, Json.VALUES.createValue(text));
      return this;
    }

    /** A text about the entity as a whole. */
    public Builder entity(String text) {
      entity.add(text);
      return this;
    }

    /** Violations of the members of a member; none add nothing. */
    public Builder under(String member, Violations violations) {
      if (!violations.isEmpty()) {
        fields.putIfAbsent(member, violations.fields());
      }
      return this;
    }

    public Violations build() {
      var all = Json.VALUES.createObjectBuilder();
      JsonArray texts = entity.build();
      if (!texts.isEmpty()) {
        all.add(ENTITY, texts);
      }
      fields.forEach(all::add);
      return new Violations(all.build());
    }
  }
}
