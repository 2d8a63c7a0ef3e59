package io.gatehook.delivery.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.health.HookEvent.Facts;
import io.gatehook.event.Catalogue;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.EventHook;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HookEventTest {
  private static final UUID ID = UUID.fromString("77777777-7777-4777-8777-777777777777");
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final Facts ALL = new Facts(TIME.plusSeconds(9), "status 500", TIME, ID);

  private static EventHook aHook(JsonObjectBuilder members) {
    JsonObject entity =
        members
            .add("id", ID.toString())
            .add("source", "crud")
            .add("handler", "webhook")
            .addNull("on_change")
            .addNull("snooze")
            .add("config", JsonValue.EMPTY_JSON_OBJECT)
            .add("created_at", 1)
            .add("updated_at", 1)
            .build();
    return new EventHook("team", entity);
  }

  private static EventHook aHook() {
    return aHook(Json.VALUES.createObjectBuilder().add("event", "consumers"));
  }

  @Test
  void tellsAllThatIsKnown() {
    WorkerEvent event = HookEvent.HOOK_FAILING.of(aHook(), ALL, "node-1");

    assertThat(event.source()).isEqualTo("gatehook");
    assertThat(event.event()).isEqualTo("hook-failing");
    assertThat(event.workspace()).isEqualTo("team");
    assertThat(event.origin().nodeId()).isEqualTo("node-1");
    assertThat(event.origin().occurredAt()).isEqualTo(TIME.plusSeconds(9));
    assertThat(event.data())
        .hasToString(
            """
            {"event_hook":"77777777-7777-4777-8777-777777777777","hook_source":"crud",\
            "hook_event":"consumers","handler":"webhook","reason":"status 500",\
            "failing_since":"2026-01-01T00:00:00.000Z",\
            "delivery":"77777777-7777-4777-8777-777777777777"}""");
  }

  @Test
  void hasEveryMemberWhateverIsKnown() {
    EventHook everyEvent = aHook(Json.VALUES.createObjectBuilder().addNull("event"));
    WorkerEvent event =
        HookEvent.HOOK_DISABLED.of(everyEvent, new Facts(TIME, null, null, null), "node-1");

    assertThat(event.data().keySet())
        .isEqualTo(HookEvent.HOOK_DISABLED.of(aHook(), ALL, "node-1").data().keySet());
    assertThat(event.data())
        .containsEntry("hook_event", JsonValue.NULL)
        .containsEntry("delivery", JsonValue.NULL);
  }

  @ParameterizedTest
  @EnumSource
  void catalogueHasIt(HookEvent told) {
    WorkerEvent event = told.of(aHook(), ALL, "node-1");
    var known = new Catalogue().find(event.source(), event.event()).orElseThrow();

    assertThat(known.fields()).containsExactlyElementsOf(event.data().keySet());
    assertThat(known.unique()).containsExactly("event_hook");
    assertThat(known.description()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void pageHasIt(HookEvent told) throws IOException {
    String page = Files.readString(Path.of("docs/hook-health.md"));

    assertThat(page).contains("| `%s` |".formatted(told.eventName()));
    assertThat(told.of(aHook(), ALL, "node-1").data().keySet())
        .allSatisfy(member -> assertThat(page).contains("| `%s` |".formatted(member)));
  }
}
