package io.gatehook.schema;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Reads, completes and merges the entities of one type as Kong's admin API does. Immutable. */
public final class Schema {
  private final Type.RecordOf type;

  public Schema(Type.RecordOf type) {
    this.type = type;
  }

  /** The members of a form, whose values are text, as what their types make of them. */
  public JsonObject infer(JsonObject form) {
    return type.typed(form, form);
  }

  /**
   * As {@link #infer(JsonObject)} for a PATCH: siblings that the form leaves out are the stored.
   */
  public JsonObject infer(JsonObject form, JsonObject stored) {
    return type.typed(form, Composites.replaced(stored, form));
  }

  /**
   * An entity with every member its type has: what is absent is its default, else JSON null. Only
   * members that Kong does not have are left out.
   *
   * @throws InvalidEntity with all that is wrong
   */
  public JsonObject complete(JsonObject given) {
    Checked checked = type.check(given);
    JsonValue violation = checked.violation();
    if (violation != null) {
      throw new InvalidEntity(new Violations(violation.asJsonObject()));
    }
    return checked.value().asJsonObject();
  }

  /**
   * An entity after a PATCH: records are merged member by member, everything else is replaced, and
   * JSON null stays null even where there is a default.
   *
   * @throws InvalidEntity with all that is wrong in the result
   */
  public JsonObject merge(JsonObject stored, JsonObject patch) {
    return complete(type.overlay(stored, patch));
  }
}
