package io.gatehook.delivery.queue;

import org.jspecify.annotations.Nullable;

/** Makes reasons and errors, which may quote anything, into text that every database takes. */
public final class Reasons {
  /** Longest that is kept, in UTF-16 units as H2 counts them; what is longer is cut. */
  static final int MAX = 1000;

  private static final int REPLACEMENT = 0xFFFD;

  private Reasons() {}

  /** At most {@link #MAX} units, without control characters and lone surrogates. */
  public static @Nullable String stored(@Nullable String reason) {
    if (reason == null) {
      return null;
    }
    var stored = new StringBuilder();
    reason
        .codePoints()
        .map(Reasons::harmless)
        .takeWhile(point -> stored.length() + Character.charCount(point) <= MAX)
        .forEach(stored::appendCodePoint);
    return stored.toString();
  }

  private static int harmless(int point) {
    boolean lone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return lone || Character.isISOControl(point) ? REPLACEMENT : point;
  }
}
