package io.gatehook.admin;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.operator.DeliveryFilter;
import io.gatehook.json.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The filters of a list of deliveries, as arguments of a query string. */
final class DeliveryQuery {
  private static final List<String> NAMES =
      List.of("status", "event_hook", "source", "event", "since", "until");

  private DeliveryQuery() {}

  /**
   * The filter.
   *
   * @throws Refusal with Kong's answer to an invalid option
   */
  static DeliveryFilter filter(JsonObject query) {
    return new DeliveryFilter(
        read(query, "status", DeliveryQuery::status),
        read(query, "event_hook", DeliveryQuery::uuid),
        read(query, "source", Function.identity()),
        read(query, "event", Function.identity()),
        read(query, "since", text -> time("since", text)),
        read(query, "until", text -> time("until", text)));
  }

  /**
   * One argument as it stands.
   *
   * @throws Refusal where it is missing, or no database takes it
   */
  static String required(JsonObject query, String name) {
    String text = read(query, name, Function.identity());
    if (text == null) {
      throw refused(name, "required");
    }
    return text;
  }

  /** The arguments that the next page repeats, as a query string; empty: none. */
  static String kept(JsonObject query) {
    String arguments =
        NAMES.stream()
            .map(name -> argument(name, query.get(name)))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("&"));
    return arguments.isEmpty() ? "" : "?" + arguments;
  }

  private static @Nullable String argument(String name, @Nullable JsonValue value) {
    return value instanceof JsonString text
        ? name + "=" + URLEncoder.encode(text.getString(), StandardCharsets.UTF_8)
        : null;
  }

  private static <T> @Nullable T read(JsonObject query, String name, Function<String, T> reader) {
    JsonValue value = query.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonString text)) {
      throw refused(name, "expected one value");
    }
    if (text.getString().indexOf('\0') >= 0) {
      throw refused(name, "must not contain U+0000");
    }
    return reader.apply(text.getString());
  }

  private static DeliveryStatus status(String text) {
    return Arrays.stream(DeliveryStatus.values())
        .filter(status -> status.apiName().equals(text))
        .findFirst()
        .orElseThrow(() -> refused("status", "expected one of: " + statuses()));
  }

  private static String statuses() {
    return Arrays.stream(DeliveryStatus.values())
        .map(DeliveryStatus::apiName)
        .collect(Collectors.joining(", "));
  }

  private static UUID uuid(String text) {
    if (!Ids.isUuid(text)) {
      throw refused("event_hook", "expected a valid UUID");
    }
    return UUID.fromString(text);
  }

  private static Instant time(String name, String text) {
    return Times.parse(text).orElseThrow(() -> refused(name, "expected an RFC 3339 time"));
  }

  private static Refusal refused(String name, String reason) {
    return new Refusal(KongError.invalidOption(name, reason));
  }
}
