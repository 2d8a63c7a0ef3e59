package io.gatehook.event;

import java.util.List;

/**
 * Worker events on their way in, fired as one synchronous CDI event by whatever took them in. Fired
 * inside a transaction they are recorded in it; fired outside, firing returns after they are
 * committed, or throws and nothing is recorded.
 *
 * @param recording filled by the recorder
 */
public record WorkerEvents(List<WorkerEvent> events, Recording recording) {
  public WorkerEvents {
    events = List.copyOf(events);
  }

  /** Events whose recording is not counted yet. */
  public static WorkerEvents of(List<WorkerEvent> events) {
    return new WorkerEvents(events, new Recording());
  }

  /** The same, all of them in this trace. */
  public WorkerEvents in(TraceContext trace) {
    return new WorkerEvents(
        events.stream().map(event -> event.from(event.origin().in(trace))).toList(), recording);
  }
}
