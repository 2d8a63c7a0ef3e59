package io.gatehook.openapi;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** A description of an API, as JSON. */
public final class Document {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** What Gatehook publishes. */
  public static final Document PUBLISHED = read(Path.of("docs/openapi.yaml"));

  private final JsonObject root;
  private final List<Operation> operations;

  private Document(JsonObject root) {
    this.root = root;
    this.operations = all();
  }

  public static Document read(Path file) {
    try {
      return new Document(json(new Yaml().load(Files.readString(file))).asJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonObject root() {
    return root;
  }

  JsonObject components(String kind) {
    return root.getJsonObject("components").getJsonObject(kind);
  }

  /** Every operation, in the order of the document. */
  public List<Operation> operations() {
    return operations;
  }

  private List<Operation> all() {
    var all = new ArrayList<Operation>();
    root.getJsonObject("paths")
        .forEach(
            (path, item) ->
                METHODS.stream()
                    .filter(item.asJsonObject()::containsKey)
                    .forEach(method -> all.add(new Operation(this, path, method))));
    return List.copyOf(all);
  }

  /** The object itself, or what it refers to. */
  JsonObject resolved(JsonValue value) {
    JsonObject object = value.asJsonObject();
    return object.containsKey("$ref") ? resolved(at(object.getString("$ref"))) : object;
  }

  private JsonValue at(String reference) {
    return root.getValue(reference.substring(1));
  }

  private static JsonValue json(Object yaml) {
    if (yaml instanceof Map<?, ?> map) {
      var object = Json.VALUES.createObjectBuilder();
      map.forEach((name, value) -> object.add(String.valueOf(name), json(value)));
      return object.build();
    }
    if (yaml instanceof List<?> list) {
      var array = Json.VALUES.createArrayBuilder();
      list.forEach(value -> array.add(json(value)));
      return array.build();
    }
    if (yaml instanceof Boolean truth) {
      return truth ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (yaml instanceof Number number) {
      return Json.VALUES.createValue(number);
    }
    return yaml == null ? JsonValue.NULL : Json.VALUES.createValue(yaml.toString());
  }
}
