package io.gatehook.lua;

import io.gatehook.lua.meter.NumberText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** Runs Lua in tests, in a fresh sandbox on a stopped clock. */
final class Lua {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2022-11-18T06:50:39.25Z"), ZoneOffset.UTC);

  private Lua() {}

  static Sandbox sandbox() {
    return new Sandbox(LuaLimits.defaults(), CLOCK);
  }

  static LuaLimits limits(long instructions, Duration time, long memory) {
    LuaLimits d = LuaLimits.defaults();
    var code =
        new LuaLimits.Code(
            instructions, time, memory, d.code().callDepth(), d.code().sourceBytes());
    return new LuaLimits(code, d.text(), d.log(), d.input());
  }

  static LuaResult run(Sandbox sandbox, String source) throws LuaFailure {
    return sandbox.run(sandbox.compile(source, "=s"));
  }

  static LuaResult run(String source) throws LuaFailure {
    return run(sandbox(), source);
  }

  /** The results of a chunk as tostring has them, or its failure. */
  static String say(String source) {
    return say(sandbox(), source);
  }

  static String say(Sandbox sandbox, String source) {
    try {
      LuaResult result = run(sandbox, source);
      return result.values().stream().map(Lua::text).collect(Collectors.joining("|"));
    } catch (LuaFailure e) {
      return e.kind() + " " + e.message();
    }
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return NumberText.of(number);
    }
    if (value instanceof LuaResult.Opaque opaque) {
      return opaque.type();
    }
    if (value instanceof LuaFunction) {
      return "function";
    }
    return value == null ? "nil" : value.toString();
  }
}
