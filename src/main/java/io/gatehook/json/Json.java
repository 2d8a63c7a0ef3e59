package io.gatehook.json;

import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON the one way Gatehook does it everywhere. */
public final class Json {
  /** Deepest nesting of arrays and objects that is read. */
  public static final int MAX_DEPTH = 64;

  /**
   * Most values in a text, by its brackets and commas: each takes memory, so that 8 MiB of empty
   * objects would fill all of it.
   */
  public static final int MAX_VALUES = 200_000;

  /** Makes values and builders. Kept, because each look-up of a provider takes some 50 µs. */
  public static final JsonProvider VALUES = JsonProvider.provider();

  private static final JsonReaderFactory LENIENT = readers(JsonConfig.KeyStrategy.LAST);
  private static final JsonReaderFactory STRICT = readers(JsonConfig.KeyStrategy.NONE);

  /** What a member name that stands twice in one object means. */
  public enum Duplicates {
    /** The last value counts, as Kong's decoder has it. */
    LAST_WINS,
    /** The text is malformed. */
    REFUSED
  }

  private Json() {}

  /**
   * Parses one JSON value.
   *
   * @throws MalformedJson for broken UTF-8, a byte order mark, anything behind the value, nesting
   *     deeper than {@link #MAX_DEPTH}, more than {@link #MAX_VALUES} values
   */
  public static JsonValue parse(byte[] utf8, Duplicates duplicates) throws MalformedJson {
    try {
      String text = text(utf8);
      checkValues(checkDepth(text));
      return parse(text, duplicates);
    } catch (CharacterCodingException e) {
      throw new MalformedJson("not UTF-8");
    } catch (JsonException e) {
      throw new MalformedJson(firstLine(e.getMessage()));
    } catch (NumberFormatException | ArithmeticException | UnsupportedOperationException e) {
      throw new MalformedJson("number out of range");
    }
  }

  /** Parses bytes that this server wrote itself; anything but an object there is a bug. */
  public static JsonObject stored(byte[] utf8) {
    try {
      return parse(utf8, Duplicates.LAST_WINS).asJsonObject();
    } catch (MalformedJson e) {
      throw new IllegalStateException("stored JSON is broken: " + e.getMessage(), e);
    }
  }

  /** The value as UTF-8 without white space; lone surrogates stay escapes, so nothing is lost. */
  public static byte[] bytes(JsonValue value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** As {@link #bytes}, before the encoding. */
  public static String text(JsonValue value) {
    return escapeLoneSurrogates(value.toString());
  }

  /**
   * RFC 8785 form: equal for equal content, whatever the order of members. An object with a number
   * that no double holds has none; its own text stands in.
   */
  public static byte[] canonical(JsonObject value) {
    try {
      return new JsonCanonicalizer(text(value)).getEncodedUTF8();
    } catch (IOException e) {
      return bytes(value);
    }
  }

  private static String text(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  /**
   * The reader ignores what stands behind a value, so the text is read as the one element of an
   * array.
   */
  private static JsonValue parse(String text, Duplicates duplicates) throws MalformedJson {
    try (var reader = readers(duplicates).createReader(new StringReader("[" + text + "]"))) {
      var values = reader.readArray();
      if (values.size() != 1) {
        throw new MalformedJson(values.isEmpty() ? "empty" : "text behind the end");
      }
      return values.get(0);
    }
  }

  /**
   * How many values there are in a text, before it is known whether it is JSON.
   *
   * @throws MalformedJson if it nests too deep
   */
  public static int values(byte[] utf8) throws MalformedJson {
    // whatever the bytes, those that count are ASCII
    return checkDepth(new String(utf8, StandardCharsets.ISO_8859_1));
  }

  /**
   * @throws MalformedJson if so many values are too many
   */
  public static void checkValues(int values) throws MalformedJson {
    if (values > MAX_VALUES) {
      throw new MalformedJson("more than " + MAX_VALUES + " values");
    }
  }

  /** The reader's own limit ends in a bare RuntimeException. Gives the number of values too. */
  private static int checkDepth(String text) throws MalformedJson {
    int values = 1;
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && (c == '[' || c == '{')) {
        depth++;
        values++;
      } else if (!quoted && (c == ']' || c == '}')) {
        depth--;
      } else if (!quoted && c == ',') {
        values++;
      }
      if (depth < 0) {
        throw new MalformedJson("a bracket closes nothing");
      }
      if (depth > MAX_DEPTH) {
        throw new MalformedJson("nested deeper than " + MAX_DEPTH);
      }
    }
    return values;
  }

  private static JsonReaderFactory readers(Duplicates duplicates) {
    return switch (duplicates) {
      case LAST_WINS -> LENIENT;
      case REFUSED -> STRICT;
    };
  }

  private static JsonReaderFactory readers(JsonConfig.KeyStrategy strategy) {
    return jakarta.json.Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, strategy));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "malformed" : message.lines().findFirst().orElse("malformed");
  }

  private static String escapeLoneSurrogates(String text) {
    var escaped = new StringBuilder(0);
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      escaped.append(text, done, i).append("\\u%04x".formatted((int) c));
      done = i + 1;
    }
    return done == 0 ? text : escaped.append(text, done, text.length()).toString();
  }
}
