package io.gatehook.destination;

import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events to render, usual and hostile ones. */
public final class DestinationEvents {
  static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  static final DestinationEvent CHANGE =
      event(
          "crud",
          "consumers",
          """
          {"schema":"consumers","operation":"create",\
          "entity":{"id":"e1","username":"ada","created_at":1700000000,"tags":["a","b"]}}""");
  static final DestinationEvent REFUSAL =
      event(
          "rate-limiting-advanced",
          "rate-limit-exceeded",
          """
          {"consumer":{"username":"ada"},"ip":"10.0.0.1","service":{"name":"orders"},\
          "rate":6,"limit":5,"window":60}""");
  static final DestinationEvent HEALTH =
      event(
          "balancer",
          "health",
          """
          {"upstream_id":"u1","ip":"10.0.0.1","port":8000,"hostname":"api.example",\
          "health":"unhealthy"}""");

  private static final String ODD =
      "\u0000\u0007\b\t\n\r\u001b[31m\u007f\u0085\u2028\u202e\ufeff \"'\\ </script> & <!channel> ``` *_"
          + " {{x}} ${x} $x #if(#end #set($x=1) ## #[[ ]]# |[a](http://b)| ü漢😀";

  private DestinationEvents() {}

  /** By what is usual or hostile about each. */
  static Map<String, DestinationEvent> all() {
    var events = new LinkedHashMap<String, DestinationEvent>();
    events.put("crud", CHANGE);
    events.put("rate limit", REFUSAL);
    events.put("balancer health", HEALTH);
    events.put("no data", event("s", "e", "{}"));
    events.put("odd texts everywhere", odd(ODD));
    events.put("lone surrogates", odd("\udc00 a \ud800 b \ud83d"));
    for (String unit : List.of("\"", "😀", "&<>", "*_[", "\n", "漢", "\u0001")) {
      events.put("much of " + Json.VALUES.createValue(unit), odd(unit.repeat(2_000)));
    }
    events.put("100 KB", large("x".repeat(100_000)));
    events.put("100 KB of quotes", large("\"".repeat(100_000)));
    events.put("100 KB of emoji", large("😀".repeat(50_000)));
    events.put("many members", manyMembers());
    return events;
  }

  static DestinationEvent event(String source, String event, String data) {
    return new DestinationEvent("key-1", source, event, TIME, json(data));
  }

  static JsonObject json(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Every text that a template may look at. */
  private static DestinationEvent odd(String text) {
    var entity = Json.VALUES.createObjectBuilder().add("username", text).add(text, text);
    var data = Json.VALUES.createObjectBuilder();
    for (String member : new String[] {"schema", "operation", "hostname", "health", "ip", text}) {
      data.add(member, text);
    }
    data.add("entity", entity).add("consumer", entity).add("list", text + text);
    return new DestinationEvent(text, text, text, TIME, data.build());
  }

  private static DestinationEvent large(String text) {
    var data = Json.VALUES.createObjectBuilder().add("schema", text).add("operation", "create");
    return new DestinationEvent("key-1", "crud", "consumers", TIME, data.build());
  }

  private static DestinationEvent manyMembers() {
    var data = Json.VALUES.createObjectBuilder();
    for (int i = 0; i < 10_000; i++) {
      data.add("member " + i, "漢".repeat(1));
    }
    for (int i = 0; i < 20; i++) {
      data.add("member " + i, "漢".repeat(2_000));
    }
    return new DestinationEvent("key", "s", "e", TIME, data.build());
  }
}
