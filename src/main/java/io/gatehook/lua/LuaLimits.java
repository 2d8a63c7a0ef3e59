package io.gatehook.lua;

import java.time.Duration;

/**
 * How much one call may use. Each limit ends the call with {@link LuaFailure.Kind#LIMIT}, which no
 * Lua code can catch; source and input are refused before anything runs.
 */
public record LuaLimits(Code code, Text text, Log log, Input input) {
  private static final int KIB = 1024;

  /**
   * Of the code that runs.
   *
   * @param instructions of the interpreter, and what the library's functions count as such
   * @param wallTime back-stop, since instructions differ in length
   * @param allocatedBytes allocated by the thread while it runs the call, garbage included
   * @param callDepth of Lua functions within each other
   * @param sourceBytes longest source text
   */
  public record Code(
      long instructions, Duration wallTime, long allocatedBytes, int callDepth, int sourceBytes) {
    public Code {
      require("instructions", instructions, 1, Long.MAX_VALUE);
      require("wall time in ms", wallTime.toMillis(), 1, Duration.ofHours(1).toMillis());
      require("allocated bytes", allocatedBytes, 64L * KIB, Long.MAX_VALUE);
      require("call depth", callDepth, 1, 200);
      require("source bytes", sourceBytes, 1, 1024 * KIB);
    }
  }

  /**
   * Of strings.
   *
   * @param bytes of the longest, also of the longest output of a template
   * @param patternSteps of the matchers for Lua patterns and regular expressions
   */
  public record Text(int bytes, long patternSteps) {
    public Text {
      require("string bytes", bytes, 1, 256 * KIB * KIB);
      require("pattern steps", patternSteps, 1, Long.MAX_VALUE);
    }
  }

  /**
   * Of what the code says.
   *
   * @param lines kept of a call; further ones end it
   * @param lineBytes kept of a line; the rest is cut off
   */
  public record Log(int lines, int lineBytes) {
    public Log {
      require("log lines", lines, 0, 100_000);
      require("log line bytes", lineBytes, 1, 1024 * KIB);
    }
  }

  /**
   * Of one JSON object that goes in.
   *
   * @param bytes of its strings and names
   * @param keys its members and elements
   * @param depth of its nesting; also of one that goes out
   */
  public record Input(int bytes, int keys, int depth) {
    public Input {
      require("input bytes", bytes, 1, 256 * KIB * KIB);
      require("input keys", keys, 1, 1_000_000);
      require("input depth", depth, 1, 128);
    }
  }

  /** Enough for any hook seen in public, little enough for a thousand hooks. */
  public static LuaLimits defaults() {
    return new LuaLimits(
        new Code(5_000_000, Duration.ofSeconds(1), 64L * KIB * KIB, 190, 64 * KIB),
        new Text(KIB * KIB, 5_000_000),
        new Log(100, 4 * KIB),
        new Input(256 * KIB, 10_000, 64));
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d: %d".formatted(name, least, most, value));
    }
  }
}
