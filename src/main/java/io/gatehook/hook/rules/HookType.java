package io.gatehook.hook.rules;

import io.gatehook.handler.EventHandler;
import io.gatehook.handler.Handlers;
import io.gatehook.hook.DeliveryOptions;
import io.gatehook.schema.Field;
import io.gatehook.schema.Type;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The members of a hook: what they may hold, and how much of it. */
final class HookType {
  /** As long as the columns of the store. */
  static final int MAX_NAME = 255;

  static final int MAX_HANDLER = 64;

  /** 68 years. */
  static final long MAX_SNOOZE = Integer.MAX_VALUE;

  /** The last second of the year 9999. */
  static final long MAX_TIME = 253_402_300_799L;

  private static final Type.RecordOf DELIVERY =
      new Type.RecordOf(
          List.of(
              Field.ours(
                  "schedule",
                  new Type.ArrayOf(Type.duration("100ms", "7d"), DeliveryOptions.MAX_WAITS)),
              Field.ours("timeout", Type.duration("100ms", DeliveryOptions.MAX_TIMEOUT)),
              Field.ours("max_age", Type.duration("1s", "3650d")),
              Field.ours(
                  "rate_limit",
                  new Type.RecordOf(
                      List.of(Field.required("per_second", Type.number("0.01", "1000"))))),
              Field.ours("ordered", Type.booleanOr("stop")),
              Field.ours("snooze_scope", Type.oneOf("key", "hook"))));

  private HookType() {}

  /** With these handlers to choose {@code config} by; an unknown one is not refused here. */
  static Type.RecordOf of(Handlers handlers) {
    Map<String, Type.RecordOf> configs = new HashMap<>();
    for (String name : handlers.names()) {
      configs.put(name, handlers.find(name).map(EventHandler::configType).orElseThrow());
    }
    return new Type.RecordOf(
        List.of(
            Field.required("id", Type.UUID),
            Field.required("created_at", Type.integer(0, MAX_TIME)),
            Field.required("updated_at", Type.INTEGER),
            Field.required("source", Type.identifier(MAX_NAME)),
            Field.optional("event", Type.identifier(MAX_NAME)),
            Field.required("handler", Type.identifier(MAX_HANDLER)),
            Field.optional("on_change", Type.BOOLEAN),
            Field.optional("snooze", Type.integer(0, MAX_SNOOZE)),
            Field.required("config", new Type.ChosenBy("handler", configs)),
            Field.ours("delivery", DELIVERY),
            Field.ours("enabled", Type.BOOLEAN)));
  }

  /** Whether a handler may be named so; what may not is refused by its type. */
  static boolean isHandlerName(String name) {
    return !name.isEmpty() && name.length() <= MAX_HANDLER;
  }

  /** Whether the member is absent or null. */
  static boolean isUnset(JsonObject hook, String member) {
    return hook.getOrDefault(member, JsonValue.NULL) == JsonValue.NULL;
  }
}
