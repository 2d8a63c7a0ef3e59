package io.gatehook.delivery.health;

import io.gatehook.event.Origin;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.EventHook;
import io.gatehook.json.Json;
import io.gatehook.json.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Gatehook tells of event hooks, as worker events of a source of its own. */
enum HookEvent {
  /** A delivery took every try. */
  DELIVERY_EXHAUSTED,
  /** No call works any more. */
  HOOK_FAILING,
  /** A call works again. */
  HOOK_RECOVERED,
  /** It failed for so long that it is not called any more. */
  HOOK_DISABLED;

  static final String SOURCE = "gatehook";

  /**
   * What there is to tell beside the hook.
   *
   * @param at when it happened
   * @param reason null: it is good news
   * @param failingSince null: the hook was not failing
   * @param delivery that showed it; null: none in particular
   */
  record Facts(
      Instant at,
      @Nullable String reason,
      @Nullable Instant failingSince,
      @Nullable UUID delivery) {}

  /** As hooks subscribe to it. */
  String eventName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The event. No member is called {@code source} or {@code event}: a webhook's body has those of
   * the event itself in their place.
   *
   * @param nodeId of the node that tells it
   */
  WorkerEvent of(EventHook hook, Facts facts, String nodeId) {
    JsonObjectBuilder data = Json.VALUES.createObjectBuilder();
    data.add("event_hook", hook.id().toString()).add("hook_source", hook.source());
    add(data, "hook_event", hook.event());
    data.add("handler", hook.handler());
    add(data, "reason", facts.reason());
    add(
        data,
        "failing_since",
        facts.failingSince() == null ? null : Times.text(facts.failingSince()));
    add(data, "delivery", facts.delivery() == null ? null : facts.delivery().toString());
    JsonObject told = data.build();
    return new WorkerEvent(
        SOURCE,
        eventName(),
        told,
        null,
        hook.workspace(),
        new Origin(nodeId, null, facts.at(), null));
  }

  private static void add(JsonObjectBuilder data, String name, @Nullable String value) {
    if (value == null) {
      data.addNull(name);
    } else {
      data.add(name, value);
    }
  }
}
