package io.gatehook.admin;

import io.gatehook.json.Json.Duplicates;
import io.gatehook.json.MalformedJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a real Kong answered (vectors/admin-api.jsonl), as cases about event hooks. Every recording
 * is a case or stands in one of the two tables below.
 */
final class KongAnswers {
  /** The hook that a case finds where the recording finds an entity by its name. */
  static final String ID = "77777777-7777-4777-8777-777777777777";

  static final String ABSENT = "88888888-8888-4888-8888-888888888888";

  /** Recordings that cannot be put in terms of hooks, by reason. */
  static final Map<String, String> UNTRANSLATED =
      Map.ofEntries(
          Map.entry("a hook has no unique member but its id", "16 163 179 182 183 254 341 355"),
          Map.entry("a hook has no name to be addressed by", "12 41 44 110 131 132 134 199"),
          Map.entry(
              "a hook has no tags or other set",
              "84 96 97 98 100 215-221 223-227 229 255 257 306-308 310 313 328 393"),
          Map.entry(
              "a hook has no relations",
              "121-124 126 242 243 265-267 321 322 324 339 344 350 352 353 358 360 390"),
          Map.entry(
              "no member of a hook is like it",
              "113 117 128 166 172-176 184 187 188 193 197 202 205 240 244 245 314 330 331 338 342"
                  + " 345 346 348 349 357 362 369"),
          Map.entry("no config has functions beside a url", "402 404 405 410 411 446 447"),
          Map.entry("no config has an integer or a record", "408 414 419 420 422"),
          Map.entry("a hook without members is not complete", "78"),
          Map.entry("the list of another entity, or an empty store", "323 325"),
          Map.entry("the offset is that node's; PagingTest walks through a list", "288 289"),
          Map.entry("how large headers may be is the server's own setting", "88"));

  /** Recordings that are answered otherwise: the status that is due, by reason. */
  static final Map<String, String> ANSWERED_OTHERWISE =
      Map.ofEntries(
          Map.entry("400 Kong fails on it (500), a mistake of the client", "61-64 137 146 153 440"),
          Map.entry("400 NaN is no JSON", "69"),
          Map.entry("400 the entity has other required members", "60 72 259"),
          Map.entry("200 a form PATCH takes the handler from the stored hook", "406 413 415"),
          Map.entry("403 a request of another origin", "32 34"),
          Map.entry("405 the same, Kong with an HTML body", "26"),
          Map.entry("413 a body has a limit", "85"),
          Map.entry("414 the same, Kong with an HTML body", "87"),
          Map.entry("415 the same, Kong with an HTML body", "49-51 55"));

  private static final Pattern TRUNCATED = Pattern.compile("(?s)(.*)\\.\\.\\.\\((\\d+) bytes\\)");
  private static final Pattern ITEM = Pattern.compile("(/[a-z_-]+/)([^/?]+)(.*)");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** The cases, in the order of the recordings. */
  Stream<KongCase> cases() {
    Set<Integer> untranslated = numbers(UNTRANSLATED).keySet();
    return recordings()
        .filter(recording -> !untranslated.contains(recording.getInt("n")))
        .map(KongAnswers::translated);
  }

  static Stream<JsonObject> recordings() {
    try (InputStream in = KongAnswers.class.getResourceAsStream("/vectors/admin-api.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> io.gatehook.json.Json.stored(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each number of a table with its reason. */
  static Map<Integer, String> numbers(Map<String, String> table) {
    Map<Integer, String> numbers = new TreeMap<>();
    table.forEach(
        (reason, list) -> {
          for (String part : list.split(" ")) {
            String[] ends = part.split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), last)
                .forEach(number -> numbers.put(number, reason));
          }
        });
    return numbers;
  }

  private static KongCase translated(JsonObject recording) {
    JsonObject request = recording.getJsonObject("request");
    JsonObject response = recording.getJsonObject("response");
    String kongPath = request.getString("path");
    var translation = KongTranslation.of(kongPath);
    String method = request.getString("method");
    Map<String, String> headers = headers(request);
    String path = path(kongPath);
    String body = body(translation, request, headers.getOrDefault("Content-Type", ""));
    int number = recording.getInt("n");
    String otherwise = numbers(ANSWERED_OTHERWISE).get(number);
    int kongStatus = response.getInt("status");
    int status = otherwise == null ? kongStatus : Integer.parseInt(otherwise.substring(0, 3));
    JsonObject answer = response.get("body") instanceof JsonObject json ? json : null;
    boolean same = otherwise == null && answer != null;
    return new KongCase(
        number,
        recording.getString("label"),
        method,
        path,
        headers,
        body,
        existing(method, path, body, answer, status),
        status == 404 ? id(path) : null,
        status,
        same && status >= 400 ? error(translation, answer) : null,
        same && status < 400 && body != null
            ? members(translation, answer, body)
            : JsonValue.EMPTY_JSON_OBJECT,
        same && answer.get("next") instanceof JsonString ? size(path) : null,
        otherwise == null && method.equals("OPTIONS") ? allow(response) : null);
  }

  private static Map<String, String> headers(JsonObject request) {
    Map<String, String> headers = new HashMap<>();
    request
        .getJsonObject("headers")
        .forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
    return headers;
  }

  private static String path(String kongPath) {
    Matcher item = ITEM.matcher(kongPath);
    if (kongPath.startsWith("/services/")) {
      return "/event-hooks";
    }
    if (!item.matches()) {
      return kongPath
          .replaceFirst(
              "^(/+)(consumers|acls|vaults|plugins|services|oauth2_tokens)", "$1event-hooks")
          .replace("/Consumers", "/Event-Hooks");
    }
    boolean byId = kongPath.startsWith("/acls/") || kongPath.startsWith("/ca_certificates/");
    String key = item.group(2);
    boolean kept = byId || UUID_FORM.matcher(key).matches() || key.length() > 100;
    return "/event-hooks/" + (kept ? key : idByName(key)) + item.group(3);
  }

  private static String idByName(String name) {
    if (name.contains("%")) {
      return "%37" + ID.substring(1);
    }
    return Set.of("none", "newname").contains(name) ? ABSENT : ID;
  }

  private static @Nullable String body(
      KongTranslation translation, JsonObject request, String contentType) {
    if (!(request.get("body") instanceof JsonString text)) {
      return null;
    }
    String body = whole(text.getString());
    Map<String, String> missing =
        translation.missing(request.getString("method"), request.getString("path"));
    if (contentType.startsWith("application/x-www-form-urlencoded")) {
      return translation.form(body, missing);
    }
    if (contentType.startsWith("multipart/form-data")) {
      return translation.multipart(body, contentType.split("boundary=")[1], missing);
    }
    return json(body) instanceof JsonObject entity
        ? io.gatehook.json.Json.text(translation.entity(entity, missing))
        : body;
  }

  /** The recorder cut long bodies; what was cut goes on as it began. */
  private static String whole(String body) {
    Matcher truncated = TRUNCATED.matcher(body);
    if (!truncated.matches()) {
      return body;
    }
    int length = Integer.parseInt(truncated.group(2));
    return body.startsWith("a0=1&")
        ? IntStream.rangeClosed(0, 1000)
            .mapToObj(i -> "a" + i + "=1")
            .collect(Collectors.joining("&"))
        : truncated.group(1) + "x".repeat(length - truncated.group(1).length());
  }

  private static @Nullable JsonValue json(String body) {
    try {
      return io.gatehook.json.Json.parse(
          body.getBytes(StandardCharsets.UTF_8), Duplicates.LAST_WINS);
    } catch (MalformedJson e) {
      return null;
    }
  }

  private static @Nullable String existing(
      String method, String path, @Nullable String body, @Nullable JsonObject answer, int status) {
    if (answer != null && answer.getInt("code", 0) == 3) {
      return answer.getJsonObject("fields").getString("id");
    }
    boolean needed = Set.of("GET", "HEAD", "PATCH").contains(method) && status != 404;
    return needed && !"{".equals(body) ? id(path) : null;
  }

  /** The id in the path; null: there is none. */
  private static @Nullable String id(String path) {
    Matcher item = ITEM.matcher(path.replace("%37", "7"));
    boolean found = item.matches() && UUID_FORM.matcher(item.group(2)).matches();
    return found ? item.group(2) : null;
  }

  private static JsonObject error(KongTranslation translation, JsonObject answer) {
    if (answer.getInt("code", 0) != 2) {
      return answer;
    }
    JsonObject fields = answer.getJsonObject("fields");
    JsonObject translated = translation.fields(fields);
    var error = Json.createObjectBuilder(answer).add("fields", translated);
    if (!translated.equals(fields)) {
      error.add("message", KongTranslation.message(translated));
    }
    return error.build();
  }

  /** What the answer has of the members that the request names. */
  private static JsonObject members(KongTranslation translation, JsonObject answer, String body) {
    JsonObject entity = translation.entity(answer, Map.of());
    var members = Json.createObjectBuilder();
    for (String name : List.of("source", "event", "handler", "on_change", "snooze", "created_at")) {
      if (names(body).contains(name) && entity.containsKey(name)) {
        members.add(name, entity.get(name));
      }
    }
    if (entity.get("config") instanceof JsonObject config) {
      var named = Json.createObjectBuilder();
      Set<String> configNames = new TreeSet<>(KongTranslation.CONFIG);
      configNames.retainAll(names(body));
      configNames.forEach(name -> named.add(name, config.get(name)));
      members.add("config", named);
    }
    return members.build();
  }

  /** The words of a body, member names among them. */
  private static Set<String> names(String body) {
    return new TreeSet<>(List.of(body.split("[^a-z_]+")));
  }

  private static String size(String path) {
    return path.replaceFirst(".*size=(\\d+).*", "$1");
  }

  private static @Nullable String allow(JsonObject response) {
    return response.getJsonArray("headers").stream()
        .map(JsonValue::asJsonArray)
        .filter(header -> header.getString(0).equals("Allow"))
        .map(header -> header.getString(1))
        .findFirst()
        .orElse(null);
  }
}
