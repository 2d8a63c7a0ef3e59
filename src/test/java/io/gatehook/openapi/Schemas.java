package io.gatehook.openapi;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks JSON by the schemas of a document, more strictly than a client may: a member that the
 * document does not name is wrong, unless it allows others in so many words.
 */
public final class Schemas {
  private final ClosedSchemas closed;
  private final Map<JsonValue, JsonSchema> compiled = new ConcurrentHashMap<>();

  public Schemas(Document document) {
    this.closed = new ClosedSchemas(document);
  }

  /**
   * What is wrong; empty: nothing.
   *
   * @param schema as it stands in the document
   * @param json anything, JSON or not
   */
  public List<String> violations(JsonValue schema, String json) {
    try {
      return compiled
          .computeIfAbsent(schema, this::compile)
          .validate(
              json,
              InputFormat.JSON,
              context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
          .stream()
          .map(Object::toString)
          .toList();
    } catch (IllegalArgumentException e) {
      return List.of("no JSON");
    }
  }

  private JsonSchema compile(JsonValue schema) {
    JsonObject whole =
        Json.VALUES
            .createObjectBuilder(closed.of(schema))
            .add("$defs", closed.definitions())
            .build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole.toString());
  }
}
