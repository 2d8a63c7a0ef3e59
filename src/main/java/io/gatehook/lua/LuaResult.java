package io.gatehook.lua;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call gave back.
 *
 * @param values nil as null, else Boolean, Double, String, {@link LuaFunction} or {@link Opaque}
 * @param log what the code said, in order
 */
public record LuaResult(List<@Nullable Object> values, List<LogLine> log) {
  /** A value that stays in Lua. */
  public record Opaque(String type) {}

  public LuaResult {
    values = Collections.unmodifiableList(values);
    log = List.copyOf(log);
  }

  /** The first value; null: nil, or there is none. */
  public @Nullable Object first() {
    return values.isEmpty() ? null : values.get(0);
  }
}
