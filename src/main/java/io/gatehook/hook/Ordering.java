package io.gatehook.hook;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Whether the deliveries of a hook are made one after the other, in the order of their events. */
public enum Ordering {
  /** Any number at once, in any order. */
  NONE,
  /** In order; what comes to nothing lets the next one pass. */
  PASS,
  /** In order; what comes to nothing halts the hook. */
  STOP;

  /** Reads {@code false}, {@code true} or {@code "stop"}; null is false. */
  static Ordering of(@Nullable JsonValue ordered) {
    if (ordered instanceof JsonString) {
      return STOP;
    }
    return ordered == JsonValue.TRUE ? PASS : NONE;
  }
}
