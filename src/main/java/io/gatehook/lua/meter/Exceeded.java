package io.gatehook.lua.meter;

/** A limit was reached. An error, because Lua's pcall catches exceptions. */
public final class Exceeded extends Error {
  private final boolean input;

  private Exceeded(String message, boolean input) {
    super(message, null, false, false);
    this.input = input;
  }

  public static Exceeded limit(String message) {
    return new Exceeded(message, false);
  }

  /** What the caller hands in is too large; no fault of the code. */
  public static Exceeded input(String message) {
    return new Exceeded(message, true);
  }

  /** Whether what was to go in is at fault. */
  public boolean isInput() {
    return input;
  }
}
