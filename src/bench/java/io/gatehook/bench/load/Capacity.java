package io.gatehook.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What nodes and a database carry, reckoned from what one event was measured to cost. Says nothing
 * of what was not measured: that the costs stay as they are on more cores.
 *
 * @param batched an event of a request with a hundred of them
 * @param single an event of a request of its own
 * @param further one more hook that wants the same event; CPU only, of both
 */
record Capacity(Cost batched, Cost single, double further) {
  /**
   * Share of the CPU that is in use when it is busy every day; the rest is for peaks and repair.
   */
  static final double BUSY = 0.7;

  private static final String FAN_OUT = "fanOutCpuPer1000";
  private static final List<String> CASES = List.of("batched", "single");
  private static final List<String> PARTS =
      List.of(
          "ServerCpuPer1000",
          "DatabaseCpuPer1000",
          "WritingCommitsPer50",
          "LogBytes",
          "StoredBytes");
  private static final int[] DATABASE_CORES = {2, 4, 8, 16, 32};
  private static final int NODE_CORES = 2;
  private static final double SECONDS_A_DAY = 86_400;
  private static final double GB = 1e9;
  private static final double MB = 1e6;
  private static final double TB = 1e12;
  private static final double SYNCS = 1_000;
  private static final double STEADY = 1_000;

  /**
   * Of one event that one hook wants.
   *
   * @param server CPU seconds
   * @param database CPU seconds
   * @param syncs commits that wait for the disk
   * @param logged bytes of the database's log
   * @param stored bytes
   */
  record Cost(double server, double database, double syncs, double logged, double stored) {

    static Cost of(String name, Map<String, Double> figures) {
      return new Cost(
          figures.get(name + "ServerCpuPer1000") / 1_000,
          figures.get(name + "DatabaseCpuPer1000") / 1_000,
          figures.get(name + "WritingCommitsPer50") / 50,
          figures.get(name + "LogBytes"),
          figures.get(name + "StoredBytes"));
    }

    /** Events a second that so many cores of the database carry. */
    double events(int databaseCores) {
      return databaseCores * BUSY / database;
    }

    /** Nodes that so many events a second need. */
    double nodes(double events) {
      return Math.ceil(events * server / (NODE_CORES * BUSY));
    }
  }

  /** From figures by their names in the JSON. Empty: not all that are needed are there. */
  static Optional<Capacity> of(Map<String, Double> figures) {
    boolean complete =
        figures.containsKey(FAN_OUT)
            && CASES.stream()
                .allMatch(
                    each -> PARTS.stream().allMatch(part -> figures.containsKey(each + part)));
    if (!complete) {
      return Optional.empty();
    }
    Cost batched = Cost.of("batched", figures);
    double ten = 10 * figures.get(FAN_OUT) / 1_000;
    double nine = ten - batched.server() - batched.database();
    return Optional.of(new Capacity(batched, Cost.of("single", figures), Math.max(0, nine / 9)));
  }

  List<String> lines() {
    return Stream.of(costs(), table(), limits()).flatMap(List::stream).toList();
  }

  private List<String> costs() {
    return List.of(
        "",
        "| one event, one hook | server CPU | database CPU | syncs | log | stored |",
        "|---|---|---|---|---|---|",
        row("a hundred a request", batched),
        row("one a request", single),
        "",
        line("Each further hook that wants the event: %.3f ms of CPU.", further * 1_000));
  }

  private static String row(String name, Cost cost) {
    return line(
        "| %s | %.3f ms | %.3f ms | %.3f | %,.0f B | %,.0f B |",
        name,
        cost.server() * 1_000,
        cost.database() * 1_000,
        cost.syncs(),
        cost.logged(),
        cost.stored());
  }

  private List<String> table() {
    return Stream.concat(
            Stream.of(
                "",
                "| PostgreSQL cores | events/s | nodes of 2 cores | syncs/s | log | stored a day"
                    + " | one a request: events/s | nodes of 2 cores |",
                "|---|---|---|---|---|---|---|---|"),
            IntStream.of(DATABASE_CORES).mapToObj(this::row))
        .toList();
  }

  private String row(int cores) {
    double events = batched.events(cores);
    double alone = single.events(cores);
    return line(
        "| %d | %,.0f | %,.0f | %,.0f | %,.1f MB/s | %,.0f GB | %,.0f | %,.0f |",
        cores,
        events,
        batched.nodes(events),
        events * batched.syncs(),
        events * batched.logged() / MB,
        events * batched.stored() * SECONDS_A_DAY / GB,
        alone,
        single.nodes(alone));
  }

  private List<String> limits() {
    return List.of(
        "",
        line(
            "A disk that syncs %,.0f times a second: %,.0f events/s, one a request %,.0f.",
            SYNCS, SYNCS / batched.syncs(), SYNCS / single.syncs()),
        line(
            "%,.0f events/s fill 1 TB in %.1f days.",
            STEADY, TB / (STEADY * batched.stored() * SECONDS_A_DAY)));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
