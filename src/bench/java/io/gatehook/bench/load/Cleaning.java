package io.gatehook.bench.load;

import io.gatehook.bench.rig.Database;
import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Run;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * How fast half a million old deliveries go, how long the transactions are that delete them, and
 * what a load of half the most notices of it.
 */
final class Cleaning implements LoadCase {
  private static final int HALF_A_MILLION = 500_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL = 2;

  private static final String LONGEST_OPEN =
      """
      select coalesce(max(extract(epoch from clock_timestamp() - xact_start) * 1000), 0)::int
        from pg_stat_activity
       where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()
      """;

  @Override
  public String name() {
    return "clean";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      LoadCase.start(line, BATCHED, WARM_UP);
      int each = LoadCase.share(seconds, 3);
      double half = line.drive(BATCHED, each).eventsPerSecond() / 2;
      Run alone = line.drive(BATCHED.at(half), each);
      Cleaned cleaned = clean(line.database(), old(line));
      old(line).insert(line.database());
      Run beside = line.drive(BATCHED.at(half), each);
      return List.of(
          Measure.CLEAN_DELIVERIES.is(cleaned.perSecond()),
          Measure.CLEAN_LONGEST.is(cleaned.longest()),
          Measure.CLEAN_P99_ALONE.is(alone.arrived(99)),
          Measure.CLEAN_P99.is(beside.arrived(99)));
    }
  }

  private static OldRows old(Line line) {
    return new OldRows(line.reserve(HALF_A_MILLION), HALF_A_MILLION);
  }

  /**
   * What cleaning was like.
   *
   * @param longest transaction of anybody meanwhile, in ms, seen every few ms
   */
  private record Cleaned(double perSecond, double longest) {}

  private static Cleaned clean(Database database, OldRows rows)
      throws IOException, InterruptedException, SQLException {
    rows.insert(database);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!rows.hasBegun(database)) {
      pause(end);
    }
    long begun = System.nanoTime();
    long longest = 0;
    while (!rows.areGone(database)) {
      longest = Math.max(longest, database.number(LONGEST_OPEN));
      pause(end);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("%s: gone in %.1f s, longest %d ms%n", rows, seconds, longest);
    return new Cleaned(rows.count() / seconds, longest);
  }

  private static void pause(long end) throws IOException, InterruptedException {
    if (System.nanoTime() > end) {
      throw new IOException("old deliveries stay");
    }
    Thread.sleep(POLL);
  }
}
