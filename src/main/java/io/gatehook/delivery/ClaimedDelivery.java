package io.gatehook.delivery;

import io.gatehook.event.WorkerEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this process won, with all that a call needs.
 *
 * @param claim the number of this claim; only with it may the row be finished
 * @param event as the hook saw it
 * @param progress where the retry schedule stands
 */
record ClaimedDelivery(UUID id, UUID hook, long claim, WorkerEvent event, Progress progress) {

  /**
   * How far a delivery got.
   *
   * @param attempts taken already
   * @param step retries taken since the schedule was started
   * @param rescues stale claims in a row
   * @param scheduledFrom when the schedule was started
   * @param trigger of the next attempt
   */
  record Progress(int attempts, int step, int rescues, Instant scheduledFrom, Trigger trigger) {
    int nextAttempt() {
      return attempts + 1;
    }
  }
}
