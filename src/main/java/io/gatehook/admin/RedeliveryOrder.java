package io.gatehook.admin;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.operator.DeliveryFilter;
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
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants sent again.
 *
 * @param dryRun whether it is only to be counted
 */
record RedeliveryOrder(DeliveryFilter filter, boolean dryRun) {
  private static final String FILTER = "filter";
  private static final String DRY_RUN = "dry_run";
  private static final List<Field> FILTER_FIELDS =
      List.of(
          Field.optional("status", Type.oneOf(statuses())),
          Field.optional("event_hook", Type.UUID),
          Field.optional("source", Type.identifier(255)),
          Field.optional("event", Type.identifier(255)),
          Field.optional("since", Type.STRING),
          Field.optional("until", Type.STRING));
  private static final Schema SCHEMA =
      new Schema(
          new Type.RecordOf(
              List.of(
                  Field.required(FILTER, new Type.RecordOf(FILTER_FIELDS)),
                  Field.defaulted(DRY_RUN, Type.BOOLEAN, JsonValue.FALSE))));

  /**
   * Reads it.
   *
   * @throws InvalidEntity with what is wrong
   */
  static RedeliveryOrder read(JsonObject body) {
    JsonObject order = SCHEMA.complete(body);
    DeliveryFilter filter = filter(order.getJsonObject(FILTER));
    if (filter.isEmpty()) {
      throw new InvalidEntity(Violations.of(FILTER, "at least one of its fields is required"));
    }
    return new RedeliveryOrder(filter, order.get(DRY_RUN) == JsonValue.TRUE);
  }

  private static DeliveryFilter filter(JsonObject members) {
    String status = text(members, "status");
    String hook = text(members, "event_hook");
    return new DeliveryFilter(
        status == null ? null : DeliveryStatus.valueOf(status.toUpperCase(Locale.ROOT)),
        hook == null ? null : UUID.fromString(hook),
        text(members, "source"),
        text(members, "event"),
        time(members, "since"),
        time(members, "until"));
  }

  private static @Nullable String text(JsonObject members, String name) {
    return members.get(name) instanceof JsonString text ? text.getString() : null;
  }

  private static @Nullable Instant time(JsonObject members, String name) {
    String text = text(members, name);
    return text == null ? null : Times.parse(text).orElseThrow(() -> noTime(name));
  }

  private static InvalidEntity noTime(String name) {
    return new InvalidEntity(
        Violations.under(FILTER, Violations.of(name, "expected an RFC 3339 time")));
  }

  private static String[] statuses() {
    return DeliveryStatus.FINISHED.stream().map(DeliveryStatus::apiName).toArray(String[]::new);
  }
}
