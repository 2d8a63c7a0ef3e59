package io.gatehook.handler;

import io.gatehook.json.Json;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The example cases of hooks, events and what is expected of a handler. */
public final class Vectors {
  private Vectors() {}

  /** The cases of one handler, in the order of the file. */
  public static List<JsonObject> of(String handler) {
    JsonArray cases = read("/vectors/examples.json").asJsonObject().getJsonArray("cases");
    return cases.getValuesAs(JsonObject.class).stream()
        .filter(one -> one.getJsonObject("hook").getString("handler").equals(handler))
        .toList();
  }

  /** A test resource that is JSON. */
  public static JsonValue read(String resource) {
    try (var in = Vectors.class.getResourceAsStream(resource)) {
      return Json.parse(in.readAllBytes(), Json.Duplicates.REFUSED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJson e) {
      throw new IllegalStateException(e);
    }
  }
}
