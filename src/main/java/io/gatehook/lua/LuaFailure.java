package io.gatehook.lua;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why Lua code did not compile or did not end well: the only thing that a sandbox throws. */
public final class LuaFailure extends Exception {
  /** What went wrong, as far as callers must tell it apart. */
  public enum Kind {
    /** The source is not Lua. */
    COMPILE,
    /** The code raised an error. */
    RUNTIME,
    /** The code used more than it may. */
    LIMIT,
    /** What was to go in is over the input limits, or the source is. */
    TOO_LARGE
  }

  private static final Pattern POSITION =
      Pattern.compile("^(?:\\[string \".*?\"]|[^:\\[]*):(\\d{1,9}): ");

  private final Kind kind;
  private final transient List<LogLine> log;

  public LuaFailure(Kind kind, String message, List<LogLine> log) {
    super(message, null, false, false);
    this.kind = kind;
    this.log = List.copyOf(log);
  }

  public Kind kind() {
    return kind;
  }

  /** With the position, as Lua words it. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** Of the source, counted from 1. */
  public OptionalInt line() {
    Matcher position = POSITION.matcher(message());
    return position.find()
        ? OptionalInt.of(Integer.parseInt(position.group(1)))
        : OptionalInt.empty();
  }

  /** What the code said before it failed. */
  public List<LogLine> log() {
    return log;
  }
}
