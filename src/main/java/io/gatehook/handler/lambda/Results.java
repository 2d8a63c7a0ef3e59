package io.gatehook.handler.lambda;

import io.gatehook.json.Json;
import io.gatehook.lua.LuaFunction;
import io.gatehook.lua.LuaResult;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What Lua code gave back, in words and as JSON; null is nil. */
final class Results {
  /** Up to here every whole number is a double. */
  private static final double EXACT = 1L << 53;

  private Results() {}

  /** As in "returned …, not true": the value where it is a word, else its type. */
  static String named(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return value == null ? "nil" : value.toString();
    }
    return "a " + type(value);
  }

  /** A value that has no JSON is the name of its type. */
  static JsonValue json(@Nullable Object value) {
    if (value == null) {
      return JsonValue.NULL;
    }
    if (value instanceof Boolean bool) {
      return bool ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return Math.rint(number) == number && Math.abs(number) <= EXACT
          ? Json.VALUES.createValue(number.longValue())
          : Json.VALUES.createValue(number.doubleValue());
    }
    return Json.VALUES.createValue(value instanceof String text ? text : type(value));
  }

  private static String type(Object value) {
    if (value instanceof LuaResult.Opaque opaque) {
      return opaque.type();
    }
    if (value instanceof LuaFunction) {
      return "function";
    }
    return value instanceof String ? "string" : "number";
  }
}
