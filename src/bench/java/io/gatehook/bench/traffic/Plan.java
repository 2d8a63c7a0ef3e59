package io.gatehook.bench.traffic;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;

/**
 * What a source is to send.
 *
 * @param first number of the first event
 */
public record Plan(Load load, Aim aim, int first, int seconds) {

  /**
   * Where events go.
   *
   * @param ports of the nodes; connections are dealt out among them
   * @param sink port of the receiver
   * @param source the name that hooks ask for
   * @param deliveries that each event leads to; zero: nothing arrives
   */
  public record Aim(List<Integer> ports, int sink, String source, int deliveries) {}

  public String json() {
    var ports = Json.createArrayBuilder(aim.ports());
    return Json.createObjectBuilder()
        .add("connections", load.connections())
        .add("per_request", load.perRequest())
        .add("per_second", load.perSecond())
        .add("ports", ports)
        .add("sink", aim.sink())
        .add("source", aim.source())
        .add("deliveries", aim.deliveries())
        .add("first", first)
        .add("seconds", seconds)
        .build()
        .toString();
  }

  static Plan of(String text) {
    JsonObject json = parse(text);
    List<Integer> ports = json.getJsonArray("ports").getValuesAs(JsonNumber::intValue);
    return new Plan(
        new Load(
            json.getInt("connections"),
            json.getInt("per_request"),
            json.getJsonNumber("per_second").doubleValue()),
        new Aim(ports, json.getInt("sink"), json.getString("source"), json.getInt("deliveries")),
        json.getInt("first"),
        json.getInt("seconds"));
  }

  /** A JSON object, as all that the processes tell each other. */
  public static JsonObject parse(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
