package io.gatehook.handler;

import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events at the edge of what ingest lets through. */
public final class HostileEvents {
  private static final String ODD =
      "\u0000\u0007\b\t\n\u000b\r\u001b[31m\u007f\u0085\u2028\u202e\ufeff\ud800x\udc00 \"'\\ %s %n"
          + " {{ x }} ${x} </script> \r\n\r\nHTTP/1.1 200 OK ü漢😀";

  private HostileEvents() {}

  /** By a name that says what is wrong with each. */
  public static Map<String, WorkerEvent> all() {
    var events = new LinkedHashMap<String, WorkerEvent>();
    events.put("no data", event(JsonValue.EMPTY_JSON_OBJECT));
    events.put("deep objects", event(deepObject()));
    events.put("deep arrays", event(deepArray()));
    events.put("one huge string", event(object("text", "x".repeat(250_000))));
    events.put("one huge odd string", event(object("text", ODD.repeat(2_000))));
    events.put("many members", event(manyMembers()));
    events.put("odd strings", event(object(ODD, ODD)));
    events.put("odd names", WorkerEvent.of(ODD, ODD, object("a", "b")));
    events.put("huge names", event("s".repeat(100_000), object("a", "b")));
    events.put("members of ours", event(membersOfOurs()));
    events.put("odd numbers", event(numbers()));
    return events;
  }

  private static WorkerEvent event(JsonObject data) {
    return event("crud", data);
  }

  private static WorkerEvent event(String name, JsonObject data) {
    return WorkerEvent.of(name, name, data);
  }

  private static JsonObject object(String name, String value) {
    return jakarta.json.Json.createObjectBuilder().add(name, value).build();
  }

  private static JsonObject deepObject() {
    JsonObject deep = JsonValue.EMPTY_JSON_OBJECT;
    for (int i = 1; i < Json.MAX_DEPTH; i++) {
      deep = jakarta.json.Json.createObjectBuilder().add("o", deep).build();
    }
    return deep;
  }

  private static JsonObject deepArray() {
    JsonValue deep = JsonValue.EMPTY_JSON_ARRAY;
    for (int i = 2; i < Json.MAX_DEPTH; i++) {
      deep = jakarta.json.Json.createArrayBuilder().add(deep).build();
    }
    return jakarta.json.Json.createObjectBuilder().add("a", deep).build();
  }

  private static JsonObject manyMembers() {
    var members = jakarta.json.Json.createObjectBuilder();
    for (int i = 0; i < 20_000; i++) {
      members.add("m" + i, i);
    }
    return members.build();
  }

  private static JsonObject membersOfOurs() {
    return jakarta.json.Json.createObjectBuilder()
        .add("source", JsonValue.EMPTY_JSON_ARRAY)
        .addNull("event")
        .add("event_hooks", 1)
        .add("__proto__", 1)
        .add("", "")
        .add("end", true)
        .build();
  }

  private static JsonObject numbers() {
    return jakarta.json.Json.createObjectBuilder()
        .add("huge", new BigDecimal("1E+400"))
        .add("tiny", new BigDecimal("-1E-400"))
        .add("monstrous", new BigDecimal("1E+999999"))
        .add("long", new BigDecimal("123456789012345678901234567890.123456789"))
        .add("max", Long.MIN_VALUE)
        .build();
  }
}
