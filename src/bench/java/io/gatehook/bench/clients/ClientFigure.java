package io.gatehook.bench.clients;

import io.gatehook.bench.Row;
import io.gatehook.bench.Spread;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a client did in its rounds; none: it could not take part. */
record ClientFigure(Contender contender, List<Round> rounds) implements Row {
  static final String HEADER =
      """
      | client | calls/s | least to most | CPU per 1,000 calls | p50 | p99 |
      |---|---|---|---|---|---|""";

  /**
   * One process of it.
   *
   * @param calls per second
   * @param cpu seconds of the client's process for 1,000 calls
   * @param p50 ms of a call
   * @param p99 ms of a call
   */
  record Round(double calls, double cpu, double p50, double p99) {
    static Round of(JsonObject result) {
      double calls = number(result, "calls");
      return new Round(
          calls / number(result, "seconds"),
          number(result, "cpu") * 1_000 / calls,
          number(result, "p50"),
          number(result, "p99"));
    }

    private static double number(JsonObject json, String name) {
      return json.getJsonNumber(name).doubleValue();
    }
  }

  @Override
  public String row() {
    if (rounds.isEmpty()) {
      return "| `%s` | not measured | | | | |".formatted(contender.label());
    }
    Spread calls = spread(Round::calls);
    return String.format(
        Locale.ROOT,
        "| `%s` | %,.0f | %,.0f to %,.0f | %.3f s | %.2f ms | %.2f ms |",
        contender.label(),
        calls.median(),
        calls.least(),
        calls.most(),
        spread(Round::cpu).median(),
        spread(Round::p50).median(),
        spread(Round::p99).median());
  }

  private Spread spread(ToDoubleFunction<Round> part) {
    return Spread.of(rounds.stream().mapToDouble(part));
  }

  @Override
  public JsonObject json() {
    var all = Json.createArrayBuilder();
    rounds.forEach(
        round ->
            all.add(
                Json.createObjectBuilder()
                    .add("calls_per_second", round.calls())
                    .add("cpu_per_1000", round.cpu())
                    .add("p50_ms", round.p50())
                    .add("p99_ms", round.p99())));
    return Json.createObjectBuilder().add("name", contender.label()).add("rounds", all).build();
  }
}
