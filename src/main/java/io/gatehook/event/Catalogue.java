package io.gatehook.event;

import io.gatehook.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources and events that gateways are known to emit, from {@code sources.json}. */
@ApplicationScoped
public class Catalogue {
  private static final String CRUD = "crud";
  private static final String FIELDS = "fields";

  private final JsonObject json;
  private final Map<EventName, EventType> types = new LinkedHashMap<>();

  public Catalogue() {
    JsonObject resource = read();
    json = withCrud(resource.getJsonObject("sources"), resource.getJsonObject(CRUD));
    json.forEach(
        (source, events) ->
            events
                .asJsonObject()
                .forEach(
                    (event, type) ->
                        types.put(new EventName(source, event), type(type.asJsonObject()))));
  }

  /** Source to event to {@code {fields[,unique][,description]}}, as Kong's admin API shows it. */
  public JsonObject toJson() {
    return json;
  }

  /** What is known of an event. Empty: nothing, which does not mean that it never happens. */
  public Optional<EventType> find(String source, String event) {
    return Optional.ofNullable(types.get(new EventName(source, event)));
  }

  /** Whether any event of the source is known. */
  public boolean knows(String source) {
    return json.containsKey(source);
  }

  private static JsonObject read() {
    try (InputStream resource = Catalogue.class.getResourceAsStream("sources.json")) {
      if (resource == null) {
        throw new IllegalStateException("sources.json is not on the class path");
      }
      return Json.stored(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every entity has an event of its own name and one for each operation. */
  private static JsonObject withCrud(JsonObject sources, JsonObject crud) {
    JsonObject type =
        jakarta.json.Json.createObjectBuilder().add(FIELDS, crud.getJsonArray(FIELDS)).build();
    JsonObjectBuilder events = jakarta.json.Json.createObjectBuilder();
    for (String entity : strings(crud.getJsonArray("entities"))) {
      events.add(entity, type);
      for (String operation : strings(crud.getJsonArray("operations"))) {
        events.add(entity + ":" + operation, type);
      }
    }
    return jakarta.json.Json.createObjectBuilder(sources).add(CRUD, events).build();
  }

  private static EventType type(JsonObject type) {
    JsonValue unique = type.getOrDefault("unique", JsonValue.EMPTY_JSON_ARRAY);
    return new EventType(
        strings(type.getJsonArray(FIELDS)),
        strings(unique.asJsonArray()),
        type.getString("description", null));
  }

  private static List<String> strings(JsonArray array) {
    return array.getValuesAs(JsonString::getString);
  }
}
