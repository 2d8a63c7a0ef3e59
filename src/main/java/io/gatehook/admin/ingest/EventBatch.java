package io.gatehook.admin.ingest;

import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Json;
import io.gatehook.json.Json.Duplicates;
import io.gatehook.json.MalformedJson;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Violations;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a batch of worker events; one wrong event refuses the batch. */
public final class EventBatch {
  /** Most events in a batch. */
  public static final int MAX_EVENTS = 1000;

  /** Largest body, packed and unpacked. */
  public static final int MAX_BYTES = IngestBytes.MAX_BYTES;

  /** Largest event, as JSON without white space. */
  public static final int MAX_EVENT_BYTES = 256 * 1024;

  /** Without white space, a text is at most so many times as long: {@code 1e5} becomes 1E+5. */
  private static final int MAX_GROWTH = 2;

  private static final String TOO_LARGE =
      "the event is larger than %d bytes".formatted(MAX_EVENT_BYTES);
  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";

  private EventBatch() {}

  /**
   * The events of a request body.
   *
   * @param contentType JSON (an event or an array of events) or newline-delimited JSON
   * @param contentEncoding gzip, or null
   * @throws RefusedEvents for whatever is wrong with it
   * @throws UncheckedIOException if it breaks off
   */
  public static List<WorkerEvent> read(
      @Nullable String contentType, @Nullable String contentEncoding, InputStream body) {
    boolean lines = contentType != null && contentType.startsWith(LINES);
    if (!lines && (contentType == null || !contentType.startsWith(JSON))) {
      throw RefusedEvents.unsupported("Content-Type must be %s or %s".formatted(JSON, LINES));
    }
    byte[] bytes = bytes(body, contentEncoding);
    List<JsonValue> items = lines ? EventLines.read(bytes) : array(bytes);
    boolean small = bytes.length <= MAX_EVENT_BYTES / MAX_GROWTH;
    var events = new ArrayList<WorkerEvent>(items.size());
    for (JsonValue item : items) {
      events.add(event(item, events.size(), small));
    }
    return events;
  }

  /**
   * An event that came in another body.
   *
   * @throws InvalidEntity with all that is wrong with its members
   * @throws RefusedEvents if it is too large
   */
  public static WorkerEvent single(JsonObject item) {
    if (isTooLarge(item)) {
      throw RefusedEvents.tooLarge(TOO_LARGE);
    }
    return EventItem.read(item);
  }

  private static byte[] bytes(InputStream body, @Nullable String contentEncoding) {
    try {
      return IngestBytes.read(body, contentEncoding);
    } catch (IOException e) {
      throw new UncheckedIOException("the body broke off", e);
    }
  }

  private static List<JsonValue> array(byte[] bytes) {
    try {
      JsonValue value = Json.parse(bytes, Duplicates.REFUSED);
      List<JsonValue> items = value instanceof JsonArray array ? array : List.of(value);
      checkCount(items.size());
      return items;
    } catch (MalformedJson e) {
      throw RefusedEvents.malformed(cannotParse(e));
    }
  }

  /**
   * One event.
   *
   * @param small whether no event of the batch can be too large
   */
  private static WorkerEvent event(JsonValue item, int index, boolean small) {
    if (!(item instanceof JsonObject object)) {
      throw RefusedEvents.invalid(index, Violations.builder().entity("expected an object").build());
    }
    if (!small && isTooLarge(object)) {
      throw RefusedEvents.tooLarge(index, TOO_LARGE);
    }
    try {
      return EventItem.read(object);
    } catch (InvalidEntity e) {
      throw RefusedEvents.invalid(index, e.violations());
    }
  }

  private static boolean isTooLarge(JsonObject item) {
    return Json.bytes(item).length > MAX_EVENT_BYTES;
  }

  static void checkCount(int count) {
    if (count > MAX_EVENTS) {
      throw RefusedEvents.tooLarge("more than %d events".formatted(MAX_EVENTS));
    }
  }

  static String cannotParse(MalformedJson e) {
    return "Cannot parse JSON body: " + e.getMessage();
  }
}
