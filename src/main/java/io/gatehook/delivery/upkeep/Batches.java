package io.gatehook.delivery.upkeep;

import java.util.function.BooleanSupplier;

/** Does in small transactions what would be one long one. */
public final class Batches {
  private Batches() {}

  /**
   * Does batch after batch.
   *
   * @param batch answers whether it was full, so that there may be more
   */
  public static void whileFull(BooleanSupplier batch) {
    boolean full;
    do {
      full = batch.getAsBoolean();
    } while (full);
  }
}
