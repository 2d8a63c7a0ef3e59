package io.gatehook.schema;

import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One member of an entity.
 *
 * @param required whether null and absent (with no default) are violations; an absent record that
 *     is required counts as empty
 * @param defaultValue stands in for an absent member on create and replace; null: absent becomes
 *     JSON null
 * @param ours whether Kong does not have it: while absent or null it is left out of the entity
 */
public record Field(
    String name, Type type, boolean required, @Nullable JsonValue defaultValue, boolean ours) {

  /** A member that may be absent or null. */
  public static Field optional(String name, Type type) {
    return new Field(name, type, false, null, false);
  }

  /** A member that Kong does not have; an entity that does not set it has no such member. */
  public static Field ours(String name, Type type) {
    return new Field(name, type, false, null, true);
  }

  /** A member that must be there. */
  public static Field required(String name, Type type) {
    return new Field(name, type, true, null, false);
  }

  /** A member that may be absent, and is then this. */
  public static Field defaulted(String name, Type type, JsonValue value) {
    return new Field(name, type, false, value, false);
  }
}
