package io.gatehook.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One method of one path.
 *
 * @param path with its templates
 * @param method in lower case
 */
public record Operation(Document document, String path, String method) {

  /** As a request line has it. */
  public String verb() {
    return method.toUpperCase(Locale.ROOT);
  }

  /** Those of the path and its own. */
  List<JsonObject> parameters(String in) {
    return Stream.of(item(), members())
        .map(holder -> holder.getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY))
        .map(JsonValue::asJsonArray)
        .flatMap(JsonArray::stream)
        .map(document::resolved)
        .filter(parameter -> parameter.getString("in").equals(in))
        .toList();
  }

  /** By media type; empty: no body is asked for. */
  public Optional<JsonObject> requestContent() {
    return Optional.ofNullable(members().getJsonObject("requestBody"))
        .map(document::resolved)
        .map(body -> body.getJsonObject("content"));
  }

  public JsonObject responses() {
    return members().getJsonObject("responses");
  }

  /** Whether the workspace may stand in front of it. */
  boolean takesWorkspace() {
    return !item().containsKey("servers");
  }

  JsonObject members() {
    return item().getJsonObject(method);
  }

  private JsonObject item() {
    return document.root().getJsonObject("paths").getJsonObject(path);
  }

  @Override
  public String toString() {
    return verb() + " " + path;
  }
}
