package io.gatehook.admin.ingest;

import io.gatehook.event.Origin;
import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Times;
import io.gatehook.schema.Field;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Schema;
import io.gatehook.schema.Type;
import io.gatehook.schema.Violations;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item of a batch: its members, checked as Kong checks entities. */
final class EventItem {
  /** Longest sender's key, in characters. */
  static final int MAX_KEY = 200;

  private static final Schema SCHEMA =
      new Schema(
          new Type.RecordOf(
              List.of(
                  Field.required("source", Type.identifier(255)),
                  Field.required("event", Type.identifier(255)),
                  Field.required("data", Type.OBJECT),
                  Field.optional("id", Type.identifier(MAX_KEY)),
                  Field.optional("workspace", Type.identifier(100)),
                  Field.optional("node_id", Type.identifier(255)),
                  Field.optional("pid", Type.integer(0, Integer.MAX_VALUE)),
                  Field.optional("occurred_at", Type.STRING))));

  private EventItem() {}

  /**
   * The event.
   *
   * @throws InvalidEntity with all that is wrong
   */
  static WorkerEvent read(JsonObject given) {
    JsonObject item = SCHEMA.complete(given);
    String key = text(item, "id");
    if (key != null && key.codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidEntity(Violations.of("id", "must not contain control characters"));
    }
    String workspace = text(item, "workspace");
    return new WorkerEvent(
        item.getString("source"),
        item.getString("event"),
        item.getJsonObject("data"),
        key,
        workspace == null ? WorkerEvent.DEFAULT_WORKSPACE : workspace,
        origin(item));
  }

  private static Origin origin(JsonObject item) {
    return new Origin(
        text(item, "node_id"),
        item.isNull("pid") ? null : item.getJsonNumber("pid").longValue(),
        time(text(item, "occurred_at")),
        null);
  }

  private static @Nullable String text(JsonObject item, String name) {
    JsonValue value = item.get(name);
    return value instanceof JsonString string ? string.getString() : null;
  }

  private static @Nullable Instant time(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Times.parse(text).orElseThrow(EventItem::invalidTime);
  }

  private static InvalidEntity invalidTime() {
    return new InvalidEntity(Violations.of("occurred_at", "expected an RFC 3339 time"));
  }
}
