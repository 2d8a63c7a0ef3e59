package io.gatehook.delivery.operator;

import java.util.Locale;

/** Where a redelivery of many stands. */
public enum RedeliveryStatus {
  /** There may be more to make due. */
  RUNNING,
  /** All that there was is made due. */
  FINISHED,
  /** An operator said so; what is made due already stays so. */
  CANCELLED;

  /** As the API spells it. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
