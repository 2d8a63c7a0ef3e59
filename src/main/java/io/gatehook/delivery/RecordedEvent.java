package io.gatehook.delivery;

import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A worker event that at least one hook wanted, as it was recorded. */
@Entity
@Table(name = "worker_event")
public class RecordedEvent {
  @Id private UUID id;

  @Column(name = "event_key")
  private @Nullable String key;

  private String workspace;
  private String source;
  private String event;
  private byte @Nullable [] data;

  @Column(name = "node_id")
  private @Nullable String nodeId;

  private @Nullable Long pid;

  @Column(name = "occurred_at")
  private @Nullable Instant occurredAt;

  @Column(name = "received_at")
  private Instant receivedAt;

  private @Nullable String traceparent;
  private @Nullable String tracestate;

  protected RecordedEvent() {}

  /** A worker event on its way into the store. */
  RecordedEvent(UUID id, WorkerEvent given, Instant receivedAt) {
    this.id = id;
    this.key = given.key();
    this.workspace = given.workspace();
    this.source = given.source();
    this.event = given.event();
    this.data = Json.bytes(given.data());
    this.nodeId = given.origin().nodeId();
    this.pid = given.origin().pid();
    this.occurredAt = given.origin().occurredAt();
    this.receivedAt = receivedAt;
    TraceContext trace = given.origin().trace();
    if (trace != null) {
      this.traceparent = trace.traceparent();
      this.tracestate = trace.tracestate();
    }
  }

  public UUID id() {
    return id;
  }

  /** The sender's id of it. */
  public @Nullable String key() {
    return key;
  }

  public String workspace() {
    return workspace;
  }

  public String source() {
    return source;
  }

  public String event() {
    return event;
  }

  /** Empty once erased. */
  public Optional<JsonObject> data() {
    return Optional.ofNullable(data).map(Json::stored);
  }

  public byte @Nullable [] storedData() {
    return data;
  }

  /** Bytes of the data. */
  public int size() {
    return data == null ? 0 : data.length;
  }

  public @Nullable String nodeId() {
    return nodeId;
  }

  public @Nullable Long pid() {
    return pid;
  }

  public @Nullable Instant occurredAt() {
    return occurredAt;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** Of the trace that it belongs to; null: it belongs to none. */
  public @Nullable String traceId() {
    return traceparent == null ? null : new TraceContext(traceparent, tracestate).traceId();
  }

  public @Nullable String traceparent() {
    return traceparent;
  }

  public @Nullable String tracestate() {
    return tracestate;
  }
}
