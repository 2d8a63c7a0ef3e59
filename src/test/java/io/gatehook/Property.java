package io.gatehook;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Something that holds for every input, tried on many random ones that are the same every time. */
public final class Property {
  private Property() {}

  /**
   * Tries it.
   *
   * @param property fails by throwing, for what it makes of the numbers that it is given
   */
  public static void holds(int cases, Consumer<SplittableRandom> property) {
    for (long seed = 1; seed <= cases; seed++) {
      try {
        property.accept(new SplittableRandom(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** One of these. */
  @SafeVarargs
  public static <T> T any(SplittableRandom random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
