package io.gatehook.lua;

import java.time.Duration;

/**
 * How much one call may use. Each limit ends the call with {@link LuaFailure.Kind#LIMIT}, which no
 * Lua code can catch; source and input are refused before anything runs.
 *
 * @param instructions of the interpreter, and what the library's functions count as such
 * @param wallTime back-stop, since instructions differ in length
 * @param allocatedBytes allocated by the thread while it runs the call, garbage included
 * @param stringBytes longest string, also the longest output of a template
 * @param callDepth of Lua functions within each other
 * @param patternSteps of the matchers for Lua patterns and regular expressions
 * @param sourceBytes longest source text
 * @param logLines kept of a call; further ones end it
 * @param logLineBytes kept of a line; the rest is cut off
 * @param inputBytes of the strings and names in one JSON object that goes in
 * @param inputKeys members and elements in one JSON object that goes in
 * @param inputDepth nesting of one JSON object that goes in or out
 */
public record LuaLimits(
    long instructions,
    Duration wallTime,
    long allocatedBytes,
    int stringBytes,
    int callDepth,
    long patternSteps,
    int sourceBytes,
    int logLines,
    int logLineBytes,
    int inputBytes,
    int inputKeys,
    int inputDepth) {
  private static final int KIB = 1024;

  public LuaLimits {
    require("instructions", instructions, 1, Long.MAX_VALUE);
    require("wall time in ms", wallTime.toMillis(), 1, Duration.ofHours(1).toMillis());
    require("allocated bytes", allocatedBytes, 64L * KIB, Long.MAX_VALUE);
    require("string bytes", stringBytes, 1, 256 * KIB * KIB);
    require("call depth", callDepth, 1, 200);
    require("pattern steps", patternSteps, 1, Long.MAX_VALUE);
    require("source bytes", sourceBytes, 1, 1024 * KIB);
    require("log lines", logLines, 0, 100_000);
    require("log line bytes", logLineBytes, 1, 1024 * KIB);
    require("input bytes", inputBytes, 1, 256 * KIB * KIB);
    require("input keys", inputKeys, 1, 1_000_000);
    require("input depth", inputDepth, 1, 128);
  }

  /** Enough for any hook seen in public, little enough for a thousand hooks. */
  public static LuaLimits defaults() {
    return new LuaLimits(
        5_000_000,
        Duration.ofSeconds(1),
        64L * KIB * KIB,
        KIB * KIB,
        190,
        5_000_000,
        64 * KIB,
        100,
        4 * KIB,
        256 * KIB,
        10_000,
        64);
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d: %d".formatted(name, least, most, value));
    }
  }
}
