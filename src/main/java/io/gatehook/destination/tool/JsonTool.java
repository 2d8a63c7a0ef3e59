package io.gatehook.destination.tool;

import io.gatehook.json.Json;
import org.jspecify.annotations.Nullable;

/** {@code $json}: values as JSON text. */
public final class JsonTool implements TemplateTool {

  /** Any value; a string with its quotes. */
  public String of(@Nullable Object value) {
    return Json.text(PlainValues.json(value));
  }

  /** What stands between quotes: the text of any value, escaped. */
  public String escape(@Nullable Object value) {
    String quoted = quote(value);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** The text of any value, with quotes. */
  public String quote(@Nullable Object value) {
    return of(text(value));
  }

  /** A string as it is, nothing for null, anything else as JSON. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof CharSequence text
        ? PlainValues.wellFormed(text.toString())
        : Json.text(PlainValues.json(value));
  }
}
