package io.gatehook.admin;

import io.gatehook.schema.Violations;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;

/**
 * An error answer in Kong's form.
 *
 * @param body a message, mostly with a code, a name and the fields
 */
public record KongError(int status, JsonObject body) {
  /** Kong's numbered errors, as far as event hooks meet them. */
  private enum Code {
    INVALID_PRIMARY_KEY(1, "invalid primary key", 400),
    SCHEMA_VIOLATION(2, "schema violation", 400),
    PRIMARY_KEY_VIOLATION(3, "primary key violation", 400),
    NOT_FOUND(6, "not found", 404),
    INVALID_OFFSET(7, "invalid offset", 400),
    INVALID_SIZE(9, "invalid size", 400),
    INVALID_OPTIONS(11, "invalid options", 400);

    private final int number;
    private final String text;
    private final int status;

    Code(int number, String text, int status) {
      this.number = number;
      this.text = text;
      this.status = status;
    }
  }

  private static final String INVALID_UUID = "expected a valid UUID";

  /** What went wrong, in one line. */
  public String text() {
    return body.getString("message");
  }

  /** An error that has no more to say. */
  public static KongError message(int status, String message) {
    return new KongError(status, Json.createObjectBuilder().add("message", message).build());
  }

  /** There is no such path, or nothing behind it. */
  public static KongError notFound() {
    return message(404, "Not found");
  }

  /** What a status says for itself. */
  public static KongError of(int status) {
    return switch (status) {
      case 404 -> notFound();
      case 405 -> message(status, "Method not allowed");
      default -> message(status, reason(status));
    };
  }

  /**
   * A bug.
   *
   * @param id under which the log has it
   */
  static KongError unexpected(String id) {
    return new KongError(
        500,
        Json.createObjectBuilder()
            .add("message", "An unexpected error occurred")
            .add("id", id)
            .build());
  }

  /** The members of an entity are wrong. */
  public static KongError schemaViolation(Violations violations) {
    return coded(Code.SCHEMA_VIOLATION, violations.message(), violations.fields());
  }

  /** The id in the path is none. */
  public static KongError invalidPrimaryKey() {
    return coded(
        Code.INVALID_PRIMARY_KEY,
        "invalid primary key: '%s'".formatted(key(INVALID_UUID)),
        id(INVALID_UUID));
  }

  /** Another entity has the id. */
  public static KongError primaryKeyViolation(String id) {
    return coded(
        Code.PRIMARY_KEY_VIOLATION, "primary key violation on key '%s'".formatted(key(id)), id(id));
  }

  /** The entity to change is not there. */
  public static KongError absent(String id) {
    return coded(
        Code.NOT_FOUND,
        "could not find the entity with primary key '%s'".formatted(key(id)),
        id(id));
  }

  static KongError invalidSize(String message) {
    return coded(Code.INVALID_SIZE, message);
  }

  static KongError invalidOffset(String offset, String reason) {
    return coded(Code.INVALID_OFFSET, "'%s' is not a valid offset: %s".formatted(offset, reason));
  }

  static KongError invalidOption(String name, String reason) {
    String message = "invalid option (%s: %s)".formatted(name, reason);
    JsonObject options = Json.createObjectBuilder().add(name, reason).build();
    return new KongError(
        Code.INVALID_OPTIONS.status,
        Json.createObjectBuilder(start(Code.INVALID_OPTIONS, message))
            .add("options", options)
            .build());
  }

  private static String reason(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Status " + status : known.getReasonPhrase();
  }

  private static KongError coded(Code code, String message, JsonObject fields) {
    return new KongError(
        code.status, Json.createObjectBuilder(start(code, message)).add("fields", fields).build());
  }

  private static KongError coded(Code code, String message) {
    return new KongError(code.status, start(code, message));
  }

  private static JsonObject start(Code code, String message) {
    return Json.createObjectBuilder()
        .add("message", message)
        .add("name", code.text)
        .add("code", code.number)
        .build();
  }

  private static String key(String id) {
    return "{id=\"%s\"}".formatted(id);
  }

  private static JsonObject id(String id) {
    return Json.createObjectBuilder().add("id", id).build();
  }
}
