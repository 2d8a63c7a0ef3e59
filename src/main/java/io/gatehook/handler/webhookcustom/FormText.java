package io.gatehook.handler.webhookcustom;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Writes named values as {@code application/x-www-form-urlencoded}, which serves as query too. */
final class FormText {
  private FormText() {}

  static String of(JsonObject values) {
    return values.entrySet().stream()
        .map(value -> encoded(value.getKey()) + "=" + encoded(plain(value.getValue())))
        .collect(Collectors.joining("&"));
  }

  /** A string as it is, null as nothing, anything else as JSON. */
  static String plain(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    return value == JsonValue.NULL ? "" : Json.text(value);
  }

  /** A blank is no plus sign, which not every reader of queries takes for one. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
