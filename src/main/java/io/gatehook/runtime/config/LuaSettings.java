package io.gatehook.runtime.config;

import java.time.Duration;
import java.util.List;

/** The settings that bound what Lua code may use, with the defaults and ranges of its sandbox. */
public final class LuaSettings {

  public static final Setting<Integer> INSTRUCTIONS =
      new Setting<>(
          "lua.instructions",
          "5000000",
          "Instructions of one Lua call.",
          Kind.number(1, 2_000_000_000));

  public static final Setting<Duration> WALL_TIME =
      new Setting<>("lua.wall-time", "1s", "Time of one Lua call.", Kind.duration("1ms", "10s"));

  public static final Setting<Integer> ALLOCATED_BYTES =
      new Setting<>(
          "lua.allocated-bytes",
          "67108864",
          "Bytes that one Lua call may allocate, garbage included.",
          Kind.number(65_536, 1_073_741_824));

  public static final Setting<Integer> CALL_DEPTH =
      new Setting<>(
          "lua.call-depth", "190", "Lua functions within each other.", Kind.number(1, 200));

  public static final Setting<Integer> SOURCE_BYTES =
      new Setting<>(
          "lua.source-bytes",
          "65536",
          "Bytes of one Lua source or template.",
          Kind.number(1, 1_048_576));

  public static final Setting<Integer> STRING_BYTES =
      new Setting<>(
          "lua.string-bytes",
          "1048576",
          "Bytes of one Lua string, and of what one template prints.",
          Kind.number(1, 268_435_456));

  public static final Setting<Integer> PATTERN_STEPS =
      new Setting<>(
          "lua.pattern-steps",
          "5000000",
          "Steps of pattern matching in one Lua call.",
          Kind.number(1, 2_000_000_000));

  public static final Setting<Integer> LOG_LINES =
      new Setting<>(
          "lua.log-lines", "100", "Lines that one Lua call may log.", Kind.number(0, 100_000));

  public static final Setting<Integer> LOG_LINE_BYTES =
      new Setting<>(
          "lua.log-line-bytes",
          "4096",
          "Bytes of such a line; what is longer is cut.",
          Kind.number(1, 1_048_576));

  public static final Setting<Integer> EVENT_BYTES =
      new Setting<>(
          "lua.event-bytes",
          "262144",
          "Bytes of text in an event for Lua.",
          Kind.number(1, 268_435_456));

  public static final Setting<Integer> EVENT_KEYS =
      new Setting<>(
          "lua.event-keys",
          "10000",
          "Members and elements in an event for Lua.",
          Kind.number(1, 1_000_000));

  public static final Setting<Integer> EVENT_DEPTH =
      new Setting<>("lua.event-depth", "64", "Nesting of an event for Lua.", Kind.number(1, 128));

  static final List<Setting<?>> ALL =
      List.of(
          INSTRUCTIONS,
          WALL_TIME,
          ALLOCATED_BYTES,
          CALL_DEPTH,
          SOURCE_BYTES,
          STRING_BYTES,
          PATTERN_STEPS,
          LOG_LINES,
          LOG_LINE_BYTES,
          EVENT_BYTES,
          EVENT_KEYS,
          EVENT_DEPTH);

  private LuaSettings() {}
}
