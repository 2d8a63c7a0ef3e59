package io.gatehook.delivery;

import java.util.Locale;

/** How an attempt ended. */
public enum Outcome {
  DELIVERED,
  /** Failed, may work later. */
  RETRYABLE,
  /** Failed, will never work. */
  REJECTED,
  /** The node died, or lost its claim, during the call: the receiver may or may not have it. */
  UNKNOWN;

  /** As the API spells it. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
