package io.gatehook.bench.clients;

import io.gatehook.bench.Row;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;

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

  /** Takes one part of every round. */
  private interface Part {
    double of(Round round);
  }

  @Override
  public String row() {
    if (rounds.isEmpty()) {
      return "| `%s` | not measured | | | | |".formatted(contender.label());
    }
    return String.format(
        Locale.ROOT,
        "| `%s` | %,.0f | %,.0f to %,.0f | %.3f s | %.2f ms | %.2f ms |",
        contender.label(),
        median(Round::calls),
        sorted(Round::calls)[0],
        sorted(Round::calls)[rounds.size() - 1],
        median(Round::cpu),
        median(Round::p50),
        median(Round::p99));
  }

  private double median(Part part) {
    return sorted(part)[rounds.size() / 2];
  }

  private double[] sorted(Part part) {
    return rounds.stream().mapToDouble(part::of).sorted().toArray();
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
