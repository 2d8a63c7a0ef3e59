package io.gatehook.handler.webhook;

import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Json;
import jakarta.json.JsonBuilderFactory;
import java.util.Map;

/** The body of a webhook: the event's data with its source and event beside the data's members. */
final class EventBody {
  private static final JsonBuilderFactory BUILDERS =
      jakarta.json.Json.createBuilderFactory(Map.of());

  private EventBody() {}

  /** The exact bytes to send and to sign. */
  static byte[] of(WorkerEvent event) {
    return Json.bytes(
        BUILDERS
            .createObjectBuilder(event.data())
            .add("source", event.source())
            .add("event", event.event())
            .build());
  }
}
