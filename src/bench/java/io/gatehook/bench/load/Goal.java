package io.gatehook.bench.load;

import java.util.Locale;

/** A figure to beat. */
record Goal(Bound bound, double value) {
  enum Bound {
    AT_LEAST("≥"),
    AT_MOST("≤");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  static Goal atLeast(double value) {
    return new Goal(Bound.AT_LEAST, value);
  }

  static Goal atMost(double value) {
    return new Goal(Bound.AT_MOST, value);
  }

  boolean isReachedBy(double measured) {
    return bound == Bound.AT_LEAST ? measured >= value : measured <= value;
  }

  String text() {
    return bound.sign + " " + number(value);
  }

  /** With as many digits as say something. */
  static String number(double value) {
    boolean whole = Math.abs(value) >= 100 || value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", value);
  }
}
