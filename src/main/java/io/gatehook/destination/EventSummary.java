package io.gatehook.destination;

import io.gatehook.destination.tool.PlainValues;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in one line of plain text what happened, as far as the usual members of events tell. */
final class EventSummary {
  private static final int MAX_PART = 200;

  private EventSummary() {}

  static String of(DestinationEvent event) {
    JsonObject data = event.data();
    Optional<String> summary =
        change(data).or(() -> health(data)).or(() -> limited(event.event(), data));
    return PlainValues.line(
        summary.orElseGet(() -> cut(event.source()) + ": " + cut(event.event())));
  }

  /** {@code consumers create: ada}. */
  private static Optional<String> change(JsonObject data) {
    Optional<String> operation = text(data, "operation");
    Optional<String> schema = text(data, "schema");
    if (operation.isEmpty() || schema.isEmpty()) {
      return Optional.empty();
    }
    String what = schema.get() + " " + operation.get();
    return Optional.of(name(data.get("entity")).map(name -> what + ": " + name).orElse(what));
  }

  /** {@code target 10.0.0.1:8000 is unhealthy}. */
  private static Optional<String> health(JsonObject data) {
    Optional<String> target = text(data, "hostname").or(() -> text(data, "ip"));
    Optional<String> health = text(data, "health");
    if (target.isEmpty() || health.isEmpty()) {
      return Optional.empty();
    }
    String port = text(data, "port").map(number -> ":" + number).orElse("");
    return Optional.of("target %s%s is %s".formatted(target.get(), port, health.get()));
  }

  /** {@code rate-limit-exceeded by ada on orders}, whoever and whatever is known. */
  private static Optional<String> limited(String event, JsonObject data) {
    Optional<String> who = name(data.get("consumer")).or(() -> text(data, "ip"));
    return who.map(
        name ->
            cut(event)
                + " by "
                + name
                + name(data.get("service")).map(service -> " on " + service).orElse(""));
  }

  private static Optional<String> name(@Nullable JsonValue entity) {
    if (!(entity instanceof JsonObject object)) {
      return Optional.empty();
    }
    return Stream.of("username", "name", "custom_id", "id")
        .flatMap(member -> text(object, member).stream())
        .findFirst();
  }

  private static Optional<String> text(JsonObject object, String member) {
    JsonValue value = object.get(member);
    if (value instanceof JsonString string && !string.getString().isBlank()) {
      return Optional.of(cut(string.getString()));
    }
    return value instanceof JsonNumber number
        ? Optional.of(cut(number.toString()))
        : Optional.empty();
  }

  private static String cut(String text) {
    return PlainValues.cut(text, MAX_PART);
  }
}
