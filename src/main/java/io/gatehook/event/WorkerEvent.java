package io.gatehook.event;

import jakarta.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a gateway said happened.
 *
 * @param key the sender's own id of it, 1–200 printable characters, unique per workspace and
 *     source; null: never a duplicate
 * @param workspace {@value #DEFAULT_WORKSPACE} unless the sender says otherwise
 */
public record WorkerEvent(
    String source,
    String event,
    JsonObject data,
    @Nullable String key,
    String workspace,
    Origin origin) {

  /** The workspace of everything that names none. */
  public static final String DEFAULT_WORKSPACE = "default";

  /** An event that says no more than it must. */
  public static WorkerEvent of(String source, String event, JsonObject data) {
    return new WorkerEvent(source, event, data, null, DEFAULT_WORKSPACE, Origin.UNKNOWN);
  }

  /** The same from elsewhere. */
  public WorkerEvent from(Origin other) {
    return new WorkerEvent(source, event, data, key, workspace, other);
  }

  /** The same with this time, if its sender gave none. */
  public WorkerEvent occurredBy(Instant arrival) {
    return origin.occurredAt() == null ? from(origin.at(arrival)) : this;
  }

  /** The same happening under the source and event by which a hook subscribed to it. */
  public WorkerEvent seenAs(String otherSource, String otherEvent) {
    return new WorkerEvent(otherSource, otherEvent, data, key, workspace, origin);
  }
}
