package io.gatehook.openapi;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which requests an operation allows: its parameters in path and query, and its JSON bodies. */
final class RequestRules {
  /** As Kong, and Lua, read them. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}(\\.\\d*)?([eE]\\d)?");

  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]([0-9a-fA-F]{1,7})");

  /** Members that a request may have and that do not count, as their descriptions say. */
  private static final Pattern IGNORED = Pattern.compile("\\$(\\.hook)?\\.updated_at: .*");

  private static final Pattern IGNORED_ID = Pattern.compile("\\$\\.id: .*");

  /** An empty array in the place of an object, or the other way round; a filled one is refused. */
  private static final Pattern EMPTY =
      Pattern.compile("array found, .*object.* expected|object found, .*array.* expected");

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
    boolean number = schema.getString("type", "").equals("integer");
    String json = number ? number(text) : Json.VALUES.createValue(text).toString();
    schemas
        .violations(schema, json)
        .forEach(violation -> violations.add(parameter.getString("name") + ": " + violation));
  }

  private static String number(String text) {
    var hexadecimal = HEXADECIMAL.matcher(text);
    if (hexadecimal.matches()) {
      return String.valueOf(Integer.parseInt(hexadecimal.group(1), 16));
    }
    return NUMBER.matcher(text).matches()
        ? new BigDecimal(text).toPlainString()
        : Json.VALUES.createValue(text).toString();
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

  /** Whether the document says in words that such a request is accepted. */
  static boolean isForgiven(String violation, Exchange exchange) {
    boolean update = exchange.method().equals("PUT") || exchange.method().equals("PATCH");
    return IGNORED.matcher(violation).matches()
        || (update && IGNORED_ID.matcher(violation).matches())
        || (EMPTY.matcher(violation).find() && exchange.target().contains("/event-hooks"));
  }
}
