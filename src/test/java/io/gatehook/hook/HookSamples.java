package io.gatehook.hook;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Hooks and drafts to test with. */
public final class HookSamples {
  public static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");

  private HookSamples() {}

  public static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }

  public static HookDraft draft(String text) {
    return new HookDraft(json(text), false);
  }

  public static HookDraft form(String text) {
    return new HookDraft(json(text), true);
  }

  public static EventHook hook(String source, String event) {
    return hook(UUID.randomUUID(), source, event, "silent", "{}");
  }

  public static EventHook hook(
      UUID id, String source, String event, String handler, String config) {
    JsonObject hook =
        json(
            """
            {"id":"%s","source":"%s","event":%s,"handler":"%s","config":%s,"on_change":null,\
            "snooze":null,"created_at":1,"updated_at":1}"""
                .formatted(
                    id, source, event == null ? null : "\"" + event + "\"", handler, config));
    return new EventHook("default", hook);
  }
}
