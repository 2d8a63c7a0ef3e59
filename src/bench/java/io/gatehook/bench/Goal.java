package io.gatehook.bench;

import java.util.Locale;

/** A figure to beat. */
public record Goal(Bound bound, double value) {
  /** On which side of it a figure must be. */
  public enum Bound {
    AT_LEAST("≥"),
    AT_MOST("≤");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  public static Goal atLeast(double value) {
    return new Goal(Bound.AT_LEAST, value);
  }

  public static Goal atMost(double value) {
    return new Goal(Bound.AT_MOST, value);
  }

  public boolean isReachedBy(double measured) {
    return bound == Bound.AT_LEAST ? measured >= value : measured <= value;
  }

  public String text() {
    return bound.sign + " " + number(value);
  }

  /** With as many digits as say something. */
  public static String number(double value) {
    boolean whole = Math.abs(value) >= 100 || value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", value);
  }
}
