package io.gatehook.handler.lambda;

import io.gatehook.lua.LogLine;
import io.gatehook.lua.LuaFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the functions of a hook ended for one event.
 *
 * @param number of the function that ran last, from 1; 0: none did
 * @param result what it gave back; null: nil, or it failed
 * @param failure null: it did not fail
 * @param log what all of them said
 */
record Ending(
    int number, @Nullable Object result, @Nullable LuaFailure failure, List<LogLine> log) {

  /** Why this is no success; null: it is one. */
  @Nullable String fault() {
    if (failure != null) {
      return failure.message();
    }
    return Boolean.TRUE.equals(result)
        ? null
        : "function %d returned %s, not true".formatted(number, Results.named(result));
  }
}
