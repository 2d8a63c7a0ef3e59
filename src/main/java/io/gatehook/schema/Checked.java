package io.gatehook.schema;

import io.gatehook.json.Json;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A value after its check.
 *
 * @param value completed and in its one form where it was accepted, else as it came
 * @param violation a text, or texts nested as the value is; null: accepted
 */
record Checked(JsonValue value, @Nullable JsonValue violation) {
  static final String MISSING = "required field missing";

  static Checked accepted(JsonValue value) {
    return new Checked(value, null);
  }

  static Checked refused(JsonValue value, String text) {
    return new Checked(value, Json.VALUES.createValue(text));
  }

  /** Accepted or refused with the text, as the condition says. */
  static Checked that(boolean accepted, JsonValue value, String text) {
    return accepted ? accepted(value) : refused(value, text);
  }
}
