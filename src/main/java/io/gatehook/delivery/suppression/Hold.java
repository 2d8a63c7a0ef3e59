package io.gatehook.delivery.suppression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds an event back from a hook.
 *
 * @param snoozedUntil null: no snooze; the event equals the last one recorded for the hook
 */
public record Hold(@Nullable Instant snoozedUntil) {
  /** By on_change. */
  static final Hold REPEATED = new Hold(null);
}
