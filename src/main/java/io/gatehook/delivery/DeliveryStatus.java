package io.gatehook.delivery;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a delivery stands; the stores of the queue have one method for every move. */
public enum DeliveryStatus {
  /**
   * Waits for its next attempt; without a time for it, held until the hook is enabled, or in line
   * until its turn comes.
   */
  PENDING,
  /** A node works on it. */
  CLAIMED,
  /** The receiver took it. */
  DELIVERED,
  /** Took every allowed try, or grew too old. */
  EXHAUSTED,
  /** Will never work: the receiver is gone, or the request cannot be built. */
  REJECTED,
  /** The hook was deleted, or an operator said so. */
  CANCELLED;

  /** Those that may still be sent. */
  public static final Set<DeliveryStatus> UNFINISHED = EnumSet.of(PENDING, CLAIMED);

  /** Those that are sent again only if somebody asks. */
  public static final Set<DeliveryStatus> FINISHED =
      EnumSet.complementOf(EnumSet.of(PENDING, CLAIMED));

  /** As the API spells it. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
