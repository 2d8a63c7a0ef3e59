package io.gatehook.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event owed to one hook, as it stands. Only for reading: the stores of the queue move it. */
@Entity
@Table(name = "delivery")
public class Delivery {
  @Id private UUID id;

  @Column(name = "worker_event")
  private UUID workerEvent;

  @Column(name = "event_hook")
  private UUID eventHook;

  private String workspace;
  private String source;
  private String event;
  private String handler;

  @Enumerated(EnumType.STRING)
  private DeliveryStatus status;

  private @Nullable String reason;

  @Column(name = "attempt_count")
  private int attemptCount;

  @Column(name = "next_attempt_at")
  private @Nullable Instant nextAttemptAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  protected Delivery() {}

  public UUID id() {
    return id;
  }

  public UUID workerEvent() {
    return workerEvent;
  }

  public UUID eventHook() {
    return eventHook;
  }

  public String workspace() {
    return workspace;
  }

  /** Source by which the hook asked for the event. */
  public String source() {
    return source;
  }

  /** Event by which the hook asked for it, or that of the happening. */
  public String event() {
    return event;
  }

  public String handler() {
    return handler;
  }

  public DeliveryStatus status() {
    return status;
  }

  /** Why it stands where it stands; null: as it should be. */
  public @Nullable String reason() {
    return reason;
  }

  public int attemptCount() {
    return attemptCount;
  }

  /** Null: in work, held or finished. */
  public @Nullable Instant nextAttemptAt() {
    return nextAttemptAt;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Null: unfinished. */
  public @Nullable Instant finishedAt() {
    return finishedAt;
  }
}
