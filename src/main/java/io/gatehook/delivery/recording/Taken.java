package io.gatehook.delivery.recording;

import io.gatehook.delivery.recording.EventStore.KeyCheck;
import io.gatehook.event.Recording.Counts;
import io.gatehook.event.WorkerEvent;
import io.gatehook.metrics.Metrics;
import java.util.List;
import java.util.Map;

/**
 * What became of the events of one request.
 *
 * @param repeats those whose key was there, by identity
 */
record Taken(Counts counts, Map<WorkerEvent, KeyCheck> repeats) {

  /** Events that nothing is owed for. */
  static Taken unwanted(int events, int suppressed) {
    return new Taken(new Counts(events, 0, 0, 0, suppressed), Map.of());
  }

  void count(List<WorkerEvent> events, Metrics metrics) {
    for (WorkerEvent event : events) {
      KeyCheck check = repeats.isEmpty() ? null : repeats.get(event);
      metrics.event(
          event.source(),
          check == null ? "accepted" : check == KeyCheck.DUPLICATE ? "duplicate" : "conflict");
    }
    metrics.suppressed(counts.suppressed());
  }
}
