package io.gatehook.text;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Makes text safe to log: what a terminal or a log reader would act on becomes an escape. That is
 * control characters, line and paragraph separators, invisible format characters (text direction
 * among them), private and unassigned code points, and surrogates without a partner.
 */
public final class Printable {
  private static final String CUT = "...";

  /** Length of a backslash, a u and four digits. */
  private static final int ESCAPE = 6;

  private Printable() {}

  public static boolean isSafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** One line of text; it ends in three dots where the whole takes more than so many bytes. */
  public static String line(String text, int maxBytes) {
    var line = new StringBuilder();
    int bytes = 0;
    int whole = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      bytes += isSafe(c) ? utf8Length(c) : ESCAPE * Character.charCount(c);
      if (bytes > maxBytes) {
        line.setLength(whole);
        return line.append(CUT).toString();
      }
      appendSafe(line, c);
      whole = bytes <= maxBytes - CUT.length() ? line.length() : whole;
    }
    return line.toString();
  }

  /** JSON text, still the same JSON. */
  public static String json(String json) {
    var safe = new StringBuilder(json.length());
    json.codePoints().forEach(c -> appendSafe(safe, c));
    return safe.toString();
  }

  /** The inside of a JSON string, cut so that it takes no more than so many bytes. */
  public static String jsonString(String text, int maxBytes) {
    var inside = new StringBuilder();
    int left = maxBytes;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      int before = inside.length();
      if (c == '"' || c == '\\') {
        inside.append('\\');
      }
      appendSafe(inside, c);
      left -= bytes(inside.substring(before));
      if (left < 0) {
        inside.setLength(before);
        break;
      }
    }
    return inside.toString();
  }

  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x800) {
      return codePoint < 0x80 ? 1 : 2;
    }
    return Character.isBmpCodePoint(codePoint) ? 3 : 4;
  }

  private static void appendSafe(StringBuilder target, int codePoint) {
    if (isSafe(codePoint)) {
      target.appendCodePoint(codePoint);
      return;
    }
    for (char c : Character.toChars(codePoint)) {
      target.append("\\u").append(HexFormat.of().toHexDigits(c));
    }
  }
}
