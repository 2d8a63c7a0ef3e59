package io.gatehook.delivery.dispatch;

import java.util.Locale;

/** Whether this node calls a hook. */
public enum BreakerState {
  /** It does. */
  CLOSED,
  /** Not for now. */
  OPEN,
  /** One delivery at a time, to see whether it works again. */
  HALF_OPEN;

  /** As the API spells it. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
