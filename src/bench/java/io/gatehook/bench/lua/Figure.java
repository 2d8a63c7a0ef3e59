package io.gatehook.bench.lua;

import io.gatehook.bench.Row;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param least of all rounds; the same as the median where there is but one
 * @param most of all rounds
 * @param goal null: none is set
 * @param allocated bytes of an operation; 0: not measured
 */
record Figure(
    String name,
    String unit,
    double median,
    double least,
    double most,
    @Nullable Double goal,
    double allocated)
    implements Row {
  static final String HEADER =
      """
      | benchmark | median | least to most | goal | bytes allocated |
      |---|---|---|---|---|""";

  @Override
  public String row() {
    String range = least == most ? "" : number(least) + " to " + number(most);
    return "| `%s` | %s %s | %s | %s | %s |"
        .formatted(
            name,
            number(median),
            unit,
            range,
            goal == null ? "" : "≤ " + number(goal) + " " + unit,
            allocated == 0 ? "" : String.format(Locale.ROOT, "%,.0f", allocated));
  }

  @Override
  public JsonObject json() {
    var json =
        Json.createObjectBuilder()
            .add("name", name)
            .add("unit", unit)
            .add("median", median)
            .add("least", least)
            .add("most", most)
            .add("allocated", allocated);
    if (goal != null) {
      json.add("goal", goal);
    }
    return json.build();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
