package io.gatehook.openapi;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils good requests: one place in their JSON, or one in their bytes. */
final class SpoiltValues {
  private static final List<JsonValue> ODD =
      List.of(
          JsonValue.NULL,
          JsonValue.TRUE,
          JsonValue.EMPTY_JSON_ARRAY,
          JsonValue.EMPTY_JSON_OBJECT,
          Json.VALUES.createValue(-1),
          Json.VALUES.createValue(Long.MAX_VALUE),
          Json.VALUES.createValue(new BigDecimal("1.5")),
          Json.VALUES.createValue(new BigDecimal("1E400")),
          Json.VALUES.createValue(""),
          Json.VALUES.createValue("\0"),
          Json.VALUES.createValue("\ud800"),
          Json.VALUES.createValue("x".repeat(5_000)),
          Json.VALUES.createArrayBuilder().add(JsonValue.NULL).build(),
          Json.VALUES.createObjectBuilder().add("", JsonValue.TRUE).build());

  private static final List<String> PIECES =
      List.of("{", "}", "[[[[", "\"", "\\u00", ",", ":", "nul", "\0", "\u00ff", "1e", " ", "-");

  private final RandomGenerator random;

  SpoiltValues(RandomGenerator random) {
    this.random = random;
  }

  /** The same with something removed, added or put in the place of another somewhere. */
  JsonValue of(JsonValue value) {
    boolean here = random.nextInt(4) == 0;
    if (!here && value instanceof JsonObject object && !object.isEmpty()) {
      return inside(object);
    }
    if (!here && value instanceof JsonArray array && !array.isEmpty()) {
      var elements = new ArrayList<JsonValue>(array);
      int at = random.nextInt(elements.size());
      elements.set(at, of(elements.get(at)));
      return Json.VALUES.createArrayBuilder(elements).build();
    }
    return odd();
  }

  private JsonValue inside(JsonObject object) {
    List<String> names = List.copyOf(object.keySet());
    String name = names.get(random.nextInt(names.size()));
    var spoilt = Json.VALUES.createObjectBuilder(object);
    switch (random.nextInt(5)) {
      case 0 -> spoilt.remove(name);
      case 1 -> spoilt.add(name + "x", odd());
      default -> spoilt.add(name, of(object.get(name)));
    }
    return spoilt.build();
  }

  /** With bytes cut, doubled or put in somewhere. */
  byte[] of(byte[] good) {
    int at = random.nextInt(good.length + 1);
    byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.ISO_8859_1);
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(good, at);
      case 1 -> joined(good, at, piece, at);
      default -> joined(good, at, piece, Math.min(good.length, at + piece.length));
    };
  }

  /** As an argument or a segment of a path has it. */
  String text() {
    List<String> texts =
        List.of(
            "",
            "x",
            "-1",
            "0",
            "1001",
            "1e3",
            "0x10",
            "%00",
            "%20",
            "%C3%28",
            "true",
            "a&a=b",
            "%FF",
            "9".repeat(300),
            "2026",
            "a%2Fb",
            "null",
            "%5B%5D",
            "%ED%A0%80",
            "e30");
    return texts.get(random.nextInt(texts.size()));
  }

  private JsonValue odd() {
    return ODD.get(random.nextInt(ODD.size()));
  }

  private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
    byte[] joined = Arrays.copyOf(bytes, until + between.length + bytes.length - from);
    System.arraycopy(between, 0, joined, until, between.length);
    System.arraycopy(bytes, from, joined, until + between.length, bytes.length - from);
    return joined;
  }
}
