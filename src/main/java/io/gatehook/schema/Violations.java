package io.gatehook.schema;

import jakarta.json.JsonObject;

/** What is wrong with an entity: member to message, nested as the entity is. */
public final class Violations {
  private final JsonObject fields;

  public Violations(JsonObject fields) {
    this.fields = fields;
  }

  /** The {@code fields} member of Kong's error body. */
  public JsonObject fields() {
    return fields;
  }

  /** Kong's one-line form: {@code schema violation (config.url: missing host in url)}. */
  public String message() {
    return "schema violation";
  }
}
