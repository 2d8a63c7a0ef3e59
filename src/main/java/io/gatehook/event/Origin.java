package io.gatehook.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker event came from, as far as its sender said.
 *
 * @param nodeId the gateway node; null: unknown
 * @param pid the gateway's worker process; null: unknown
 * @param occurredAt by the gateway's clock; null: unknown
 * @param trace null: it belongs to none
 */
public record Origin(
    @Nullable String nodeId,
    @Nullable Long pid,
    @Nullable Instant occurredAt,
    @Nullable TraceContext trace) {

  /** Of an event whose sender said nothing of it. */
  public static final Origin UNKNOWN = new Origin(null, null, null, null);

  /** The same with this time. */
  Origin at(Instant time) {
    return new Origin(nodeId, pid, time, trace);
  }

  /** The same in a trace. */
  Origin in(TraceContext other) {
    return new Origin(nodeId, pid, occurredAt, other);
  }
}
