package io.gatehook.destination.tool;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON as unchangeable maps, lists, strings, numbers and booleans, and back. Strings are made well
 * formed: a lone surrogate, which most receivers refuse, becomes U+FFFD.
 */
public final class PlainValues {
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
  private static final Pattern NOT_PRINTED =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\s\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]+");
  private static final String REPLACEMENT = "\ufffd";
  private static final String CUT = "\u2026";

  private PlainValues() {}

  /** Members in their order. */
  public static Map<String, @Nullable Object> of(JsonObject object) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    object.forEach((name, value) -> members.put(wellFormed(name), of(value)));
    return Collections.unmodifiableMap(members);
  }

  /** Texts by name. */
  public static Map<String, String> ofTexts(Map<String, String> texts) {
    var copy = new LinkedHashMap<String, String>();
    texts.forEach((name, text) -> copy.put(name, wellFormed(text)));
    return Collections.unmodifiableMap(copy);
  }

  /** Without lone surrogates. */
  public static String wellFormed(String text) {
    return LONE_SURROGATE.matcher(text).replaceAll(REPLACEMENT);
  }

  /** At most so many UTF-16 units, the last one an ellipsis where something is missing. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Math.max(max - CUT.length(), 0);
    boolean splits = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splits ? end - 1 : end) + CUT;
  }

  /** As one line: white space and what is not printed become single spaces; never empty. */
  public static String line(String text) {
    String line = NOT_PRINTED.matcher(wellFormed(text)).replaceAll(" ").strip();
    return line.isEmpty() ? "-" : line;
  }

  static JsonValue json(@Nullable Object value) {
    if (value == null) {
      return JsonValue.NULL;
    }
    if (value instanceof Map<?, ?> map) {
      var object = Json.VALUES.createObjectBuilder();
      map.forEach((name, member) -> object.add(String.valueOf(name), json(member)));
      return object.build();
    }
    if (value instanceof Iterable<?> list) {
      var array = Json.VALUES.createArrayBuilder();
      list.forEach(element -> array.add(json(element)));
      return array.build();
    }
    return scalar(value);
  }

  private static JsonValue scalar(Object value) {
    if (value instanceof Boolean bool) {
      return bool ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (value instanceof Number) {
      return Json.VALUES.createValue(new BigDecimal(value.toString()));
    }
    return Json.VALUES.createValue(wellFormed(value.toString()));
  }

  private static @Nullable Object of(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> of(value.asJsonObject());
      case ARRAY -> list(value.asJsonArray());
      case STRING -> wellFormed(((JsonString) value).getString());
      case NUMBER -> number((JsonNumber) value);
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
    };
  }

  private static List<@Nullable Object> list(JsonArray array) {
    var elements = new ArrayList<@Nullable Object>(array.size());
    array.forEach(element -> elements.add(of(element)));
    return Collections.unmodifiableList(elements);
  }

  private static Object number(JsonNumber number) {
    BigDecimal exact = number.bigDecimalValue();
    boolean isLong = exact.scale() == 0 && exact.precision() <= 18;
    return isLong ? (Object) exact.longValue() : exact;
  }
}
