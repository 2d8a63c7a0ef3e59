package io.gatehook.admin.body;

import io.gatehook.json.Json;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits and unescapes {@code application/x-www-form-urlencoded}. As in nginx, a broken percent
 * escape is literal text and an argument without a key is none.
 */
final class UrlEncoded {
  private UrlEncoded() {}

  static List<FormArgument> arguments(byte[] body) {
    // one char a byte, so that the ASCII delimiters can be looked for in a string
    String text = new String(body, StandardCharsets.ISO_8859_1);
    var arguments = new ArrayList<FormArgument>();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('&', start);
      end = end < 0 ? text.length() : end;
      add(arguments, text.substring(start, end));
      start = end + 1;
    }
    return arguments;
  }

  private static void add(List<FormArgument> arguments, String argument) {
    int equals = argument.indexOf('=');
    String key = unescaped(equals < 0 ? argument : argument.substring(0, equals));
    if (!key.isEmpty()) {
      JsonValue value =
          equals < 0
              ? JsonValue.TRUE
              : Json.VALUES.createValue(unescaped(argument.substring(equals + 1)));
      arguments.add(new FormArgument(key, value));
    }
  }

  private static String unescaped(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = c == '%' ? escapedByte(text, i + 1) : -1;
      if (escaped >= 0) {
        bytes.write(escaped);
        i += 2;
      } else {
        bytes.write(c == '+' ? ' ' : c);
      }
    }
    return utf8(bytes.toByteArray());
  }

  /** -1: these are not two hexadecimal digits. */
  private static int escapedByte(String text, int at) {
    if (at + 1 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedBody(RefusedBody.Reason.MALFORMED_FORM, "Form is not UTF-8", e);
    }
  }
}
