package io.gatehook.hook;

/** What one snooze of a hook holds back. */
public enum SnoozeScope {
  /** Events of the same key; others pass. */
  KEY,
  /** Every event of the hook. */
  HOOK;

  /**
   * Reads {@code key} or {@code hook}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static SnoozeScope parse(String text) {
    return switch (text) {
      case "key" -> KEY;
      case "hook" -> HOOK;
      default -> throw new IllegalArgumentException("not one of key, hook: " + text);
    };
  }
}
