package io.gatehook.delivery;

import io.gatehook.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One try of a delivery, as it was recorded. */
@Entity
@Table(name = "attempt")
public class Attempt {
  @Id private UUID id;
  private UUID delivery;
  private int number;

  @Column(name = "trigger_kind")
  @Enumerated(EnumType.STRING)
  private Trigger trigger;

  private String node;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "duration_ms")
  private long durationMillis;

  private int tries;

  @Enumerated(EnumType.STRING)
  private Outcome outcome;

  private @Nullable String error;
  private byte @Nullable [] request;
  private byte @Nullable [] response;
  private byte @Nullable [] log;

  protected Attempt() {}

  public UUID delivery() {
    return delivery;
  }

  /** From 1; a late answer bears the number of the attempt that was rescued. */
  public int number() {
    return number;
  }

  public Trigger trigger() {
    return trigger;
  }

  /** Id of the node that made it. */
  public String node() {
    return node;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Duration duration() {
    return Duration.ofMillis(durationMillis);
  }

  /** Immediate tries that it took. */
  public int tries() {
    return tries;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** Null: none. */
  public @Nullable String error() {
    return error;
  }

  /** {@code {method,url,headers,body,truncated}}; empty: nothing was sent. */
  public Optional<JsonObject> request() {
    return Optional.ofNullable(request).map(Json::stored);
  }

  /** {@code {status,headers,body,truncated}}; empty: no answer. */
  public Optional<JsonObject> response() {
    return Optional.ofNullable(response).map(Json::stored);
  }

  /** Lines that the handler wrote. */
  public JsonArray log() {
    return log == null ? JsonValue.EMPTY_JSON_ARRAY : Json.stored(log).getJsonArray("lines");
  }
}
