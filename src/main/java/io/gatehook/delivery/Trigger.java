package io.gatehook.delivery;

import java.util.Locale;

/** What an attempt was made for. */
public enum Trigger {
  /** The event, or the retry schedule. */
  SCHEDULED,
  /** An operator asked again. */
  MANUAL;

  /** As the API spells it. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
