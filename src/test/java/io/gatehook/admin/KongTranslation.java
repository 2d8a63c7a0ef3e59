package io.gatehook.admin;

import static java.util.stream.Collectors.joining;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Puts an entity of Kong in the words of event hooks: each member by one of the same type, what has
 * no like left out.
 *
 * @param members hook's member by Kong's; what is not named keeps its name
 * @param dropped members without a like
 * @param defaults members that a new entity gets if it has none of that name
 */
record KongTranslation(
    Map<String, String> members, Set<String> dropped, Map<String, String> defaults) {
  static final Set<String> CONFIG = Set.of("url", "headers", "secret", "ssl_verify");

  private static final Set<String> DROPPED_CONFIG =
      Set.of("retries", "functions", "nested", "prefix", "timeout", "queue");
  private static final Map<String, String> HANDLERS =
      Map.of(
          "own", "webhook",
          "http-log", "webhook",
          "env", "log",
          "basic-auth", "log",
          "correlation-id", "log");
  private static final Pattern UNKNOWN_NAME =
      Pattern.compile("(?:vault|plugin) '(.*)' (?:is not installed|not enabled;.*)");
  private static final Pattern PART_NAME = Pattern.compile("name=\"([^\"]*)\"");

  private static final Map<String, KongTranslation> BY_ROOT =
      Map.of(
          "consumers",
          new KongTranslation(
              Map.of("username", "source", "custom_id", "event"),
              Set.of("tags"),
              Map.of("handler", "log")),
          "services",
          new KongTranslation(
              Map.of(
                  "host", "source", "name", "event", "retries", "snooze", "enabled", "on_change"),
              Set.of("tags"),
              Map.of("handler", "log")),
          "acls",
          new KongTranslation(
              Map.of("group", "source", "consumer", "handler"), Set.of("tags"), Map.of()),
          "vaults",
          new KongTranslation(
              Map.of("name", "handler", "prefix", "source"), Set.of(), Map.of("source", "crud")),
          "plugins",
          new KongTranslation(
              Map.of("name", "handler", "enabled", "on_change"),
              Set.of("instance_name", "tags", "service", "consumer", "route"),
              Map.of("source", "crud")),
          "ca_certificates",
          new KongTranslation(Map.of(), Set.of("tags", "cert"), Map.of()));

  /** For the entities below the first segment of a path; for paths of no entity, a neutral one. */
  static KongTranslation of(String path) {
    if (path.contains("/plugins")) {
      return BY_ROOT.get("plugins");
    }
    String root = path.replaceFirst("^/+", "").split("[/?]", 2)[0];
    return BY_ROOT.getOrDefault(root, new KongTranslation(Map.of(), Set.of(), Map.of()));
  }

  /**
   * What a request must add to be complete; an entity that is put under a name is of that source.
   */
  Map<String, String> missing(String method, String path) {
    if (method.equals("PATCH")) {
      return Map.of();
    }
    var missing = new TreeMap<>(defaults);
    if (method.equals("PUT") && path.matches("/(consumers|vaults)/.*")) {
      missing.put("source", path.substring(path.lastIndexOf('/') + 1));
    }
    return missing;
  }

  /**
   * A JSON entity.
   *
   * @param missing members that it gets where it has none of the name
   */
  JsonObject entity(JsonObject entity, Map<String, String> missing) {
    var translated = Json.createObjectBuilder();
    entity.forEach(
        (member, value) -> {
          if (!dropped.contains(member)) {
            translated.add(name(member), value(member, value));
          }
        });
    JsonObject given = translated.build();
    var complete = Json.createObjectBuilder(given);
    missing.forEach(
        (member, value) -> {
          if (!given.containsKey(member)) {
            complete.add(member, value);
          }
        });
    return complete.build();
  }

  /** An urlencoded body. */
  String form(String body, Map<String, String> missing) {
    List<String> arguments = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (String argument : body.isEmpty() ? new String[0] : body.split("&")) {
      String key = key(argument.split("=", 2)[0]);
      if (!key.isEmpty()) {
        names.add(key.split("[.\\[]", 2)[0]);
        int equals = argument.indexOf('=');
        String value = equals < 0 ? "" : argument.substring(equals + 1);
        arguments.add(equals < 0 ? key : key + "=" + handler(key, value));
      }
    }
    missing.forEach((name, value) -> add(arguments, names, name, name + "=" + value));
    return String.join("&", arguments);
  }

  /** A multipart body. */
  String multipart(String body, String boundary, Map<String, String> missing) {
    List<String> parts = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    String delimiter = "--" + boundary + "\r\n";
    String end = "--" + boundary + "--\r\n";
    for (String part : body.replace(end, "").split(Pattern.quote(delimiter))) {
      var name = PART_NAME.matcher(part);
      if (name.find() && !key(name.group(1)).isEmpty()) {
        String key = key(name.group(1));
        names.add(key.split("[.\\[]", 2)[0]);
        String[] headAndValue = part.split("\r\n\r\n", 2);
        String value = headAndValue[1].substring(0, headAndValue[1].length() - 2);
        parts.add(part(key, handler(key, value)));
      }
    }
    missing.forEach((name, value) -> add(parts, names, name, part(name, value)));
    return parts.stream().map(part -> delimiter + part).collect(joining()) + end;
  }

  /** The fields of a schema violation. */
  JsonObject fields(JsonObject fields) {
    var translated = Json.createObjectBuilder();
    fields.forEach(
        (member, text) -> {
          boolean foreign = member.equals("@entity") || member.equals("prefix");
          if (!foreign && !dropped.contains(member)) {
            translated.add(name(member), violation(member, text));
          }
        });
    return translated.build();
  }

  /** Kong's one line for fields of at most two levels. */
  static String message(JsonObject fields) {
    var lines = new TreeSet<String>();
    fields.forEach(
        (member, text) -> {
          if (text instanceof JsonObject below) {
            below.forEach((name, each) -> lines.add(line(member + "." + name, each)));
          } else {
            lines.add(line(member, text));
          }
        });
    String count = lines.size() == 1 ? "schema violation" : lines.size() + " schema violations";
    return count + " (" + String.join("; ", lines) + ")";
  }

  private static String line(String member, JsonValue text) {
    return member + ": " + ((JsonString) text).getString();
  }

  private JsonValue violation(String member, JsonValue violation) {
    if (violation instanceof JsonString text) {
      var unknown = UNKNOWN_NAME.matcher(text.getString());
      return unknown.matches()
          ? Json.createValue("handler '%s' is not available".formatted(unknown.group(1)))
          : violation;
    }
    return value(member, violation);
  }

  private String name(String member) {
    return members.getOrDefault(member, member);
  }

  private JsonValue value(String member, JsonValue value) {
    if (member.equals("config") && value instanceof JsonObject config) {
      var translated = Json.createObjectBuilder();
      config.forEach(
          (name, each) -> {
            if (!DROPPED_CONFIG.contains(name)) {
              translated.add(name.equals("http_endpoint") ? "url" : name, each);
            }
          });
      return translated.build();
    }
    if (name(member).equals("handler")) {
      if (value instanceof JsonString name) {
        return Json.createValue(handler("handler", name.getString()));
      }
      return value instanceof JsonObject ? Json.createValue("log") : value;
    }
    return value;
  }

  /** The key of a form; empty: it has no like. */
  private String key(String key) {
    String[] steps = key.split("(?=[.\\[])", 2);
    String below = steps.length > 1 ? steps[1] : "";
    if (dropped.contains(steps[0])) {
      return "";
    }
    boolean droppedBelow =
        steps[0].equals("config")
            && Arrays.stream(below.split("[.\\[\\]]")).anyMatch(DROPPED_CONFIG::contains);
    return droppedBelow ? "" : name(steps[0]) + below.replace(".http_endpoint", ".url");
  }

  private static String handler(String key, String value) {
    return key.equals("handler") ? HANDLERS.getOrDefault(value, value) : value;
  }

  private static void add(List<String> all, Set<String> names, String name, String text) {
    if (!names.contains(name)) {
      all.add(text);
    }
  }

  private static String part(String name, String value) {
    return "Content-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
  }
}
