package io.gatehook.schema;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A type that needs no siblings and whose value a PATCH replaces whole. */
sealed interface Whole extends Type
    permits Type.ArrayOf,
        Type.MapOf,
        BooleanOr,
        DurationIn,
        IntegerIn,
        NumberIn,
        OneOf,
        Scalar,
        Text {
  @Override
  default Type beside(JsonObject siblings) {
    return this;
  }

  @Override
  default JsonValue overlay(JsonValue stored, JsonValue patch) {
    return patch;
  }

  @Override
  default @Nullable JsonValue whenAbsent() {
    return null;
  }
}
