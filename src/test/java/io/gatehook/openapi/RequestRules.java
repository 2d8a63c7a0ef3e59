package io.gatehook.openapi;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which requests an operation allows: its parameters in path and query, and its JSON bodies. */
final class RequestRules {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,18})");

  private final Schemas schemas;

  RequestRules(Schemas schemas) {
    this.schemas = schemas;
  }

  List<String> violations(Operation operation, Exchange exchange) {
    var violations = new ArrayList<String>();
    operation.parameters("path").forEach(each -> path(operation, each, exchange, violations));
    operation.parameters("query").forEach(each -> query(each, exchange, violations));
    operation.requestContent().ifPresent(content -> body(content, exchange, violations));
    return violations;
  }

  private void path(
      Operation operation, JsonObject parameter, Exchange exchange, List<String> violations) {
    String[] names = operation.path().split("/");
    String[] segments = exchange.path().replaceFirst("^/default/", "/").split("/");
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals("{" + parameter.getString("name") + "}")) {
        value(parameter, segments[i], violations);
      }
    }
  }

  private void query(JsonObject parameter, Exchange exchange, List<String> violations) {
    String name = parameter.getString("name");
    List<String[]> given =
        exchange.arguments().stream().filter(argument -> argument[0].equals(name)).toList();
    if (given.isEmpty() && parameter.getBoolean("required", false)) {
      violations.add("no argument " + name);
    }
    given.forEach(argument -> value(parameter, argument[1], violations));
  }

  private void value(JsonObject parameter, String raw, List<String> violations) {
    String text = URLDecoder.decode(raw, StandardCharsets.UTF_8);
    JsonObject schema = parameter.getJsonObject("schema");
    boolean number =
        schema.getString("type", "").equals("integer") && NUMBER.matcher(text).matches();
    String json = number ? text : Json.VALUES.createValue(text).toString();
    schemas
        .violations(schema, json)
        .forEach(violation -> violations.add(parameter.getString("name") + ": " + violation));
  }

  /** Forms are text, of which every one may be meant. */
  private void body(JsonObject content, Exchange exchange, List<String> violations) {
    String type = exchange.contentType().orElse("").split(";")[0].strip();
    Optional<JsonValue> media = Optional.ofNullable(content.get(type));
    if (media.isEmpty()) {
      violations.add("content type '%s'".formatted(type));
    } else if (type.equals("application/json")) {
      JsonValue schema = media.get().asJsonObject().get("schema");
      String text = new String(exchange.body(), StandardCharsets.UTF_8);
      violations.addAll(schemas.violations(schema, text));
    }
  }
}
