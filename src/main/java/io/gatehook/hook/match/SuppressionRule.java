package io.gatehook.hook.match;

import io.gatehook.event.Catalogue;
import io.gatehook.event.EventName;
import io.gatehook.event.EventType;
import io.gatehook.hook.Digest;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.SnoozeScope;
import io.gatehook.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the {@code snooze} and {@code on_change} of one hook tell events apart. Pure; what was
 * recorded before is kept by whoever records.
 */
public final class SuppressionRule {
  private static final JsonBuilderFactory BUILDERS =
      jakarta.json.Json.createBuilderFactory(Map.of());
  private static final Set<String> CRUD = Set.of("crud", "dao:crud");

  private final EventHook hook;
  private final EventName name;
  private final List<String> unique;
  private final SnoozeScope scope;

  private SuppressionRule(EventHook hook, EventName name, List<String> unique, SnoozeScope scope) {
    this.hook = hook;
    this.name = name;
    this.unique = unique;
    this.scope = scope;
  }

  /**
   * Empty: the hook wants every event.
   *
   * @param scope of a hook that does not say
   */
  public static Optional<SuppressionRule> of(
      HookMatch match, Catalogue catalogue, SnoozeScope scope) {
    EventHook hook = match.hook();
    if (!hook.onChange() && hook.snooze().isZero()) {
      return Optional.empty();
    }
    EventName name = match.seenAs();
    List<String> unique =
        catalogue.find(name.source(), name.event()).map(EventType::unique).orElse(List.of());
    return Optional.of(
        new SuppressionRule(hook, name, unique, hook.delivery().snoozeScope().orElse(scope)));
  }

  public EventHook hook() {
    return hook;
  }

  /** How long events are held back after one that was recorded; zero: not at all. */
  public Duration snooze() {
    return hook.snooze();
  }

  /**
   * What {@code on_change} compares: digest of the event's unique members where it has any, else of
   * all its data. Empty: the hook wants repetitions.
   */
  public Optional<String> content(JsonObject data) {
    return hook.onChange() ? Optional.of(digest(identified(data).orElse(data))) : Optional.empty();
  }

  /**
   * What a snooze holds for: digest of the unique members, else of operation, schema and id of a
   * changed entity, else the same for every event of the hook. Empty: the hook has no snooze.
   */
  public Optional<String> snoozeKey(JsonObject data) {
    if (hook.snooze().isZero()) {
      return Optional.empty();
    }
    if (scope == SnoozeScope.HOOK) {
      return Optional.of("");
    }
    return Optional.of(identified(data).or(() -> entity(data)).map(this::digest).orElse(""));
  }

  private Optional<JsonObject> identified(JsonObject data) {
    JsonObjectBuilder members = BUILDERS.createObjectBuilder();
    unique.stream()
        .filter(data::containsKey)
        .forEach(member -> members.add(member, data.get(member)));
    return Optional.of(members.build()).filter(object -> !object.isEmpty());
  }

  private Optional<JsonObject> entity(JsonObject data) {
    if (!CRUD.contains(name.source())
        || !(data.get("entity") instanceof JsonObject entity)
        || !(entity.get("id") instanceof JsonString id)) {
      return Optional.empty();
    }
    return Optional.of(
        BUILDERS
            .createObjectBuilder()
            .add("operation", data.getOrDefault("operation", JsonValue.NULL))
            .add("schema", data.getOrDefault("schema", JsonValue.NULL))
            .add("id", id)
            .build());
  }

  private String digest(JsonObject identity) {
    return Digest.sha256(
        Json.canonical(
            BUILDERS
                .createObjectBuilder()
                .add("source", name.source())
                .add("event", name.event())
                .add("data", identity)
                .build()));
  }
}
