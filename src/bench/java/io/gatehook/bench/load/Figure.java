package io.gatehook.bench.load;

import io.gatehook.bench.Goal;
import io.gatehook.bench.Row;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One number, measured or not.
 *
 * @param value null: not measured
 * @param goal null: none is set
 */
record Figure(Measure measure, @Nullable Double value, @Nullable Goal goal) implements Row {
  static final String HEADER =
      """
      | figure | measured | goal | reached |
      |---|---|---|---|""";

  @Override
  public String row() {
    return "| `%s` | %s | %s | %s |".formatted(measure.label(), measured(), goalText(), reached());
  }

  private String measured() {
    return value == null ? "not measured" : (Goal.number(value) + " " + measure.unit()).strip();
  }

  private String goalText() {
    return goal == null ? "" : goal.text();
  }

  private String reached() {
    if (goal == null || value == null) {
      return "";
    }
    return goal.isReachedBy(value) ? "yes" : "no";
  }

  @Override
  public JsonObject json() {
    var json = Json.createObjectBuilder().add("name", measure.label()).add("unit", measure.unit());
    if (value != null) {
      json.add("value", value);
    }
    if (goal != null) {
      json.add("goal", goal.text());
    }
    if (goal != null && value != null) {
      json.add("reached", goal.isReachedBy(value));
    }
    return json.build();
  }
}
