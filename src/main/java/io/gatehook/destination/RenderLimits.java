package io.gatehook.destination;

import java.util.concurrent.TimeUnit;

/** Counts what one rendering uses, and ends it when that is too much. */
final class RenderLimits {
  /** Most characters of a rendered text, or of one value that a template sets. */
  static final int MAX_CHARACTERS = 1 << 20;

  /** Most looks at variables, rounds of loops included. */
  static final int MAX_STEPS = 1_000_000;

  /** Longest rendering. */
  static final long MAX_MILLIS = 2_000;

  private final long start = System.nanoTime();
  private int steps;
  private int characters;

  /** Ends a rendering from within the engine, which lets it pass. */
  static final class Passed extends RuntimeException {
    Passed(String message) {
      super(message);
    }
  }

  /** A variable is read or set. */
  void step() {
    steps++;
    if (steps > MAX_STEPS) {
      throw new Passed("more than %d steps".formatted(MAX_STEPS));
    }
    if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS)) {
      throw new Passed("longer than %d ms".formatted(MAX_MILLIS));
    }
  }

  /** A variable becomes this. */
  void set(Object value) {
    step();
    if (value instanceof CharSequence text && text.length() > MAX_CHARACTERS) {
      throw new Passed("a value of more than %d characters".formatted(MAX_CHARACTERS));
    }
  }

  /** So many more characters are rendered. */
  void rendered(int count) {
    characters += count;
    if (characters > MAX_CHARACTERS) {
      throw new Passed("more than %d characters".formatted(MAX_CHARACTERS));
    }
  }
}
