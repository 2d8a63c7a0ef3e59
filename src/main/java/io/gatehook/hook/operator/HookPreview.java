package io.gatehook.hook.operator;

import io.gatehook.event.DerivedNames;
import io.gatehook.event.EventName;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.Handlers;
import io.gatehook.handler.Preview;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.match.HookMatcher;
import io.gatehook.hook.registry.ReadyHook;
import io.gatehook.hook.rules.HookRules;
import io.gatehook.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Shows what a hook would do with an event. Nothing is stored, sent or written. */
@ApplicationScoped
public class HookPreview {
  @Inject HookRules rules;
  @Inject Handlers handlers;
  @Inject DerivedNames names;
  @Inject Clock clock;

  /**
   * What the hook would do, as the admin API answers it. The handler sees the event by the name
   * that the hook asks for. One that the hook does not take is shown all the same, by its own name,
   * and the answer says that the hook would never see it.
   *
   * @throws io.gatehook.schema.InvalidEntity as for a hook to create
   */
  public JsonObject answer(String workspace, HookDraft draft, WorkerEvent event) {
    long now = clock.instant().getEpochSecond();
    EventHook hook = rules.tried(workspace, draft, UUID.randomUUID(), now);
    var matcher = new HookMatcher(List.of(hook));
    return matcher.match(names.of(event)).stream()
        .findFirst()
        .map(match -> preview(hook, seenAs(match.seenAs(), event)).toJson())
        .orElseGet(() -> unmatched(hook, event));
  }

  private static WorkerEvent seenAs(EventName name, WorkerEvent event) {
    return event.seenAs(name.source(), name.event());
  }

  private JsonObject unmatched(EventHook hook, WorkerEvent event) {
    String reason =
        "the hook takes %s of source '%s'; this is event '%s' of source '%s'"
            .formatted(
                hook.event() == null ? "every event" : "event '%s'".formatted(hook.event()),
                hook.source(),
                event.event(),
                event.source());
    return Json.VALUES
        .createObjectBuilder(preview(hook, event).toJson())
        .add("outcome", "no_match")
        .add("reason", reason)
        .build();
  }

  private Preview preview(EventHook hook, WorkerEvent event) {
    var call = new HandlerCall(UUID.randomUUID(), 1, event);
    return ReadyHook.of(hook, handlers).handler().preview(call);
  }
}
