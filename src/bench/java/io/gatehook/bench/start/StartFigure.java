package io.gatehook.bench.start;

import io.gatehook.bench.Goal;
import io.gatehook.bench.Row;
import io.gatehook.bench.Spread;
import io.gatehook.bench.start.Prepared.Start;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the starts of a layout took; none: it could not take part. */
record StartFigure(Layout layout, List<Start> starts) implements Row {
  static final String HEADER =
      """
      | layout | wall | least to most | CPU | resident | goals | reached |
      |---|---|---|---|---|---|---|""";

  /** MB, for every layout. */
  private static final Goal RESIDENT = Goal.atMost(350);

  @Override
  public String row() {
    String goals = "%s s, %s MB".formatted(layout.wall().text(), RESIDENT.text());
    if (starts.isEmpty()) {
      return "| `%s` | not measured | | | | %s | |".formatted(layout.label(), goals);
    }
    Spread wall = spread(Start::wall);
    double resident = spread(Start::resident).median();
    return String.format(
        Locale.ROOT,
        "| `%s` | %.1f s | %.1f to %.1f | %.1f s | %.0f MB | %s | %s, %s |",
        layout.label(),
        wall.median(),
        wall.least(),
        wall.most(),
        spread(Start::cpu).median(),
        resident,
        goals,
        reached(layout.wall(), wall.median()),
        reached(RESIDENT, resident));
  }

  private static String reached(Goal goal, double measured) {
    return goal.isReachedBy(measured) ? "yes" : "no";
  }

  private Spread spread(ToDoubleFunction<Start> part) {
    return Spread.of(starts.stream().mapToDouble(part));
  }

  @Override
  public JsonObject json() {
    var all = Json.createArrayBuilder();
    starts.forEach(
        start ->
            all.add(
                Json.createObjectBuilder()
                    .add("wall_seconds", start.wall())
                    .add("cpu_seconds", start.cpu())
                    .add("resident_mb", start.resident())));
    return Json.createObjectBuilder().add("name", layout.label()).add("starts", all).build();
  }
}
