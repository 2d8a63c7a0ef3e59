package io.gatehook.event;

import org.jspecify.annotations.Nullable;

/** What became of worker events that were fired; for the thread that fired them. */
public final class Recording {
  private @Nullable Counts counts;

  /**
   * The numbers of one recording.
   *
   * @param accepted events taken, whether or not a hook wanted them
   * @param duplicates events dropped since their key was there, with the same content
   * @param conflicts events dropped since their key was there, with other content
   * @param deliveries owed to hooks
   * @param suppressed deliveries not owed, by snooze or on_change
   */
  public record Counts(
      int accepted, int duplicates, int conflicts, int deliveries, int suppressed) {}

  /** Called once, by the recorder. */
  public void complete(Counts result) {
    counts = result;
  }

  /**
   * The numbers.
   *
   * @throws IllegalStateException if nothing recorded the events
   */
  public Counts counts() {
    if (counts == null) {
      throw new IllegalStateException("the worker events were not recorded");
    }
    return counts;
  }
}
