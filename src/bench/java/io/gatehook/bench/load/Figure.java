package io.gatehook.bench.load;

import io.gatehook.bench.Row;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;

/** One measured number. */
record Figure(String name, String unit, double value) implements Row {
  static final String HEADER =
      """
      | figure | measured |
      |---|---|""";

  @Override
  public String row() {
    return String.format(Locale.ROOT, "| `%s` | %,.2f %s |", name, value, unit);
  }

  @Override
  public JsonObject json() {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("unit", unit)
        .add("value", value)
        .build();
  }
}
