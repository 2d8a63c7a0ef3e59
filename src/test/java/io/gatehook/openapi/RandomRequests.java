package io.gatehook.openapi;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Requests to the operations of a document: good ones, and some that are spoilt somewhere. */
final class RandomRequests {
  static final String JSON = "application/json";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";
  private static final String PART =
      "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";

  private final RandomGenerator random;
  private final AllowedValues allowed;
  private final SpoiltValues spoilt;

  RandomRequests(Document document, RandomGenerator random) {
    this.random = random;
    this.allowed = new AllowedValues(document, random);
    this.spoilt = new SpoiltValues(random);
  }

  /**
   * A request.
   *
   * @param contentType sent even where there is no body
   */
  record Draft(String method, String target, String contentType, byte[] body) {}

  /** Has an id used from now on. */
  void learn(String id) {
    allowed.learn(id);
  }

  Draft next(Operation operation) {
    String target = target(operation, random.nextInt(6) == 0);
    JsonObject content = operation.requestContent().orElse(JsonValue.EMPTY_JSON_OBJECT);
    if (content.isEmpty()) {
      byte[] body = bytes(random.nextInt(8) == 0 ? "{" : "");
      return new Draft(operation.verb(), target, JSON, body);
    }
    String type = random.nextInt(4) > 0 ? JSON : any(List.copyOf(content.keySet()));
    byte[] body = body(type, content.getJsonObject(JSON).get("schema"));
    if (random.nextInt(20) == 0) {
      type = any(List.of("text/plain", "application/", "x", FORM, JSON + ";charset=latin1"));
    }
    String sent = type.equals(MULTIPART) ? MULTIPART + "; boundary=b" : type;
    return new Draft(operation.verb(), target, sent, body);
  }

  private byte[] body(String type, JsonValue schema) {
    JsonValue good = allowed.of("", schema);
    JsonValue value = random.nextInt(3) == 0 ? spoilt.of(good) : good;
    byte[] bytes =
        switch (type) {
          case JSON -> bytes(value.toString());
          case FORM -> bytes(form(members("", value)));
          case MULTIPART -> bytes(multipart(members("", value)));
          default -> bytes(lines(value));
        };
    return random.nextInt(10) == 0 ? spoilt.of(bytes) : bytes;
  }

  private String target(Operation operation, boolean spoil) {
    String path = operation.path();
    for (JsonObject parameter : operation.parameters("path")) {
      String value = spoil ? spoilt.text() : encoded(parameter);
      path = path.replace("{" + parameter.getString("name") + "}", value.isEmpty() ? "x" : value);
    }
    String query =
        operation.parameters("query").stream()
            .filter(each -> each.getBoolean("required", false) || random.nextInt(3) == 0)
            .map(each -> each.getString("name") + "=" + (spoil ? spoilt.text() : encoded(each)))
            .collect(Collectors.joining("&"));
    String prefix = operation.takesWorkspace() && random.nextInt(10) == 0 ? "/default" : "";
    String slash = random.nextInt(20) == 0 ? "/" : "";
    return prefix + path + slash + (query.isEmpty() ? "" : "?" + query);
  }

  private String encoded(JsonObject parameter) {
    return encoded(text(allowed.of(parameter.getString("name"), parameter.get("schema"))));
  }

  /** Members by the paths that a form spells them with. */
  private static Map<String, String> members(String path, JsonValue value) {
    var members = new LinkedHashMap<String, String>();
    if (value instanceof JsonObject object) {
      object.forEach(
          (name, member) ->
              members.putAll(members(path.isEmpty() ? name : path + "." + name, member)));
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        members.putAll(members("%s[%d]".formatted(path, i + 1), array.get(i)));
      }
    } else {
      members.put(path, value == JsonValue.NULL ? "" : text(value));
    }
    return members;
  }

  private static String form(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> encoded(member.getKey()) + "=" + encoded(member.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String multipart(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> PART.formatted(member.getKey(), member.getValue()))
        .collect(Collectors.joining("", "", "--b--\r\n"));
  }

  private static String lines(JsonValue value) {
    List<JsonValue> lines = value instanceof JsonArray array ? array : List.of(value);
    return lines.stream().map(JsonValue::toString).collect(Collectors.joining("\n"));
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
