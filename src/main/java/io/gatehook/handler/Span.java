package io.gatehook.handler;

import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.text.LogEntry;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * One attempt in the trace of its event.
 *
 * @param id 16 hex digits
 */
public record Span(TraceContext trace, String id) {

  /**
   * The span of an attempt, the same whenever it is asked for: what is sent, shown and logged needs
   * to agree, and nothing has to be kept for that. Empty: the event belongs to no trace.
   */
  public static Optional<Span> of(WorkerEvent event, UUID delivery, int attempt) {
    TraceContext trace = event.origin().trace();
    return trace == null ? Optional.empty() : Optional.of(new Span(trace, id(delivery, attempt)));
  }

  /**
   * Scattered over all ids but zero, which is none; no two attempts of a delivery have the same.
   */
  private static String id(UUID delivery, int attempt) {
    long seed = delivery.getLeastSignificantBits() + attempt;
    long id = new SplittableRandom(seed).nextLong();
    return HexFormat.of().toHexDigits(id == 0 ? 1 : id);
  }

  /** What the receiver is told: the attempt is the parent of what it does. */
  public String traceparent() {
    return trace.traceparentOf(id);
  }

  /** A line of the log with the ids of trace and span. */
  public LogEntry in(LogEntry line) {
    return line.and("; trace {trace_id} span {span_id}", trace.traceId(), id);
  }
}
