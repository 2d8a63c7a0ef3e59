package io.gatehook.event;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The worker events that a real Kong node emitted, step by step. */
final class RealWorkerEvents {
  private final List<JsonObject> events;

  RealWorkerEvents() {
    try (InputStream in = RealWorkerEvents.class.getResourceAsStream("/kong/worker-events.jsonl")) {
      events =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> Json.stored(line.getBytes(StandardCharsets.UTF_8)))
              .flatMap(step -> step.getJsonArray("events").getValuesAs(JsonObject.class).stream())
              .map(RealWorkerEvents::item)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a gateway's forwarder sends them. */
  List<JsonObject> ofSource(String source) {
    return events.stream().filter(event -> event.getString("source").equals(source)).toList();
  }

  /** Without what the recorder added. */
  private static JsonObject item(JsonObject recorded) {
    var item = Json.VALUES.createObjectBuilder();
    for (String member : List.of("source", "event", "pid")) {
      item.add(member, recorded.get(member));
    }
    if (recorded.get("data") instanceof JsonObject data) {
      item.add("data", Json.VALUES.createObjectBuilder(data).remove("schema_lua_type"));
    }
    return item.build();
  }
}
