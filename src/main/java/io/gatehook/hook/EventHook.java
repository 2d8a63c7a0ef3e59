package io.gatehook.hook;

import io.gatehook.json.Json;
import io.gatehook.text.Printable;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator subscribed: which events, and how to call out for them. Instances are handed
 * around detached and never change; a change of a hook is a new instance.
 */
@Entity
@Table(name = "event_hook")
public class EventHook {
  private static final String DELIVERY = "delivery";
  private static final String ENABLED = "enabled";
  private static final String UPDATED_AT = "updated_at";

  /** As long as the column, counted in bytes. */
  private static final int MAX_REASON = 1000;

  @Id private UUID id;
  private String workspace;
  private String source;
  private @Nullable String event;
  private String handler;

  @Column(name = "on_change")
  private @Nullable Boolean onChange;

  private @Nullable Long snooze;
  private byte[] config;
  private byte @Nullable [] delivery;
  private @Nullable Boolean enabled;

  /** Of {@code delivery}, where statements can read it; null: none. */
  @SuppressWarnings("UnusedVariable")
  @Enumerated(EnumType.STRING)
  private @Nullable Ordering ordering;

  @Column(name = "disabled_reason")
  private @Nullable String disabledReason;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "updated_at")
  private long updatedAt;

  @Transient private @Nullable String wishes;
  @Transient private @Nullable DeliveryOptions options;

  protected EventHook() {}

  /**
   * A hook from its JSON form.
   *
   * @param entity complete and valid: every member of Kong's hook object is there, and those of our
   *     own that are set
   */
  public EventHook(String workspace, JsonObject entity) {
    this.id = UUID.fromString(entity.getString("id"));
    this.workspace = workspace;
    this.source = entity.getString("source");
    this.event = entity.isNull("event") ? null : entity.getString("event");
    this.handler = entity.getString("handler");
    this.onChange = entity.isNull("on_change") ? null : entity.getBoolean("on_change");
    this.snooze = entity.isNull("snooze") ? null : entity.getJsonNumber("snooze").longValue();
    this.config = Json.bytes(entity.getJsonObject("config"));
    this.delivery = stored(entity.getJsonObject(DELIVERY));
    this.ordering = ordering(entity.getJsonObject(DELIVERY));
    this.enabled = entity.containsKey(ENABLED) ? entity.getBoolean(ENABLED) : null;
    this.createdAt = entity.getJsonNumber("created_at").longValue();
    this.updatedAt = entity.getJsonNumber(UPDATED_AT).longValue();
  }

  public UUID id() {
    return id;
  }

  public String workspace() {
    return workspace;
  }

  public String source() {
    return source;
  }

  /** Null: every event of the source. */
  public @Nullable String event() {
    return event;
  }

  public String handler() {
    return handler;
  }

  /** Whether it is called; else its deliveries are recorded and held. */
  public boolean enabled() {
    return !Boolean.FALSE.equals(enabled);
  }

  /** What it says about its deliveries. */
  public DeliveryOptions delivery() {
    DeliveryOptions known = options;
    if (known == null) {
      JsonObject said = delivery == null ? JsonValue.EMPTY_JSON_OBJECT : Json.stored(delivery);
      known = DeliveryOptions.of(said);
      options = known;
    }
    return known;
  }

  /** Why Gatehook disabled it by itself; null: it did not, or the hook was written since. */
  public @Nullable String disabledReason() {
    return disabledReason;
  }

  /**
   * The same hook, disabled.
   *
   * @param now epoch seconds
   */
  public EventHook disabled(String reason, long now) {
    var entity = Json.VALUES.createObjectBuilder(toJson());
    entity.add(ENABLED, false).add(UPDATED_AT, now);
    var hook = new EventHook(workspace, entity.build());
    hook.disabledReason = Printable.line(reason, MAX_REASON);
    return hook;
  }

  /** Whether an event like the last one is held back. */
  public boolean onChange() {
    return Boolean.TRUE.equals(onChange);
  }

  /** Zero: none. */
  public Duration snooze() {
    return snooze == null ? Duration.ZERO : Duration.ofSeconds(snooze);
  }

  /**
   * A digest of what the hook asks for: with another one, what was held back for it before counts
   * no more. How its deliveries are made does not matter, but for the scope of its snooze.
   */
  public String wishes() {
    String known = wishes;
    if (known == null) {
      var asked = Json.VALUES.createObjectBuilder(toJson());
      asked.remove("id").remove("created_at").remove(UPDATED_AT).remove(DELIVERY);
      delivery().snoozeScope().ifPresent(scope -> asked.add("snooze_scope", scope.name()));
      known = Digest.sha256(Json.canonical(asked.build()));
      wishes = known;
    }
    return known;
  }

  /** Epoch seconds. */
  public long createdAt() {
    return createdAt;
  }

  public JsonObject config() {
    return Json.stored(config);
  }

  /** Whether events reach the same handler, with the same config. */
  public boolean isCalledAs(EventHook other) {
    return handler.equals(other.handler)
        && (Arrays.equals(config, other.config) || config().equals(other.config()));
  }

  /**
   * The hook as the admin API shows it: Kong's members, null where unset, and ours that are set.
   */
  public JsonObject toJson() {
    var json = Json.VALUES.createObjectBuilder();
    json.add("id", id.toString()).add("created_at", createdAt).add(UPDATED_AT, updatedAt);
    json.add("source", source).add("handler", handler).add("config", config());
    if (event == null) {
      json.addNull("event");
    } else {
      json.add("event", event);
    }
    if (onChange == null) {
      json.addNull("on_change");
    } else {
      json.add("on_change", onChange);
    }
    if (snooze == null) {
      json.addNull("snooze");
    } else {
      json.add("snooze", snooze);
    }
    if (delivery != null) {
      json.add(DELIVERY, Json.stored(delivery));
    }
    if (enabled != null) {
      json.add(ENABLED, enabled);
    }
    return json.build();
  }

  private static @Nullable Ordering ordering(@Nullable JsonObject options) {
    Ordering said = options == null ? Ordering.NONE : DeliveryOptions.of(options).ordered();
    return said == Ordering.NONE ? null : said;
  }

  /** Null: nothing is said. */
  private static byte @Nullable [] stored(@Nullable JsonObject options) {
    return options == null || options.isEmpty() ? null : Json.bytes(options);
  }
}
