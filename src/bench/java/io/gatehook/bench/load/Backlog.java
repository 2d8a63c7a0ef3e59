package io.gatehook.bench.load;

import io.gatehook.bench.rig.Line;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * How fast due deliveries are made while a million of them are due, against a queue that is all but
 * empty. Nothing is sent meanwhile; the rows come by SQL, in one transaction, so that a node that
 * is warm sees all at once.
 */
final class Backlog implements LoadCase {
  private static final int MILLION = 1_000_000;
  private static final int LEAST = 1_000;
  private static final int MOST = 100_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL = 20;

  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      LoadCase.start(line, BATCHED, WARM_UP);
      double known = line.drive(BATCHED, LoadCase.share(seconds, 4)).eventsPerSecond();
      int small = (int) Math.max(LEAST, Math.min(MOST, known * seconds / 2));
      double empty = rate(line, new DueRows(line.reserve(small), small), small / 5, seconds);
      double full = rate(line, new DueRows(line.reserve(MILLION), MILLION), small / 5, seconds);
      return List.of(
          Measure.BACKLOG_DRAIN.is(full / empty),
          Measure.BACKLOG_EMPTY.is(empty),
          Measure.BACKLOG_FULL.is(full));
    }
  }

  /** Deliveries per second after some, until a tenth of them is left or time is up. */
  private static double rate(Line line, DueRows rows, int after, int seconds)
      throws IOException, InterruptedException, SQLException {
    long before = unique(line.received());
    rows.insert(line.database());
    JsonObject begun = await(line, before + after, PATIENCE);
    JsonObject ended = await(line, before + rows.count() / 10L * 9, Duration.ofSeconds(seconds));
    double arrived = unique(ended) - unique(begun);
    double took = (last(ended) - last(begun)) / 1e6;
    if (arrived <= 0) {
      throw new IOException("nothing of the backlog arrives");
    }
    System.out.printf("%s: %.0f in %.1f s%n", rows, arrived, took);
    if (rows.count() < MILLION) {
      line.awaitArrivals(before + rows.count());
    }
    return arrived / took;
  }

  private static JsonObject await(Line line, long wanted, Duration longest)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    JsonObject received = line.received();
    while (unique(received) < wanted && System.nanoTime() < end) {
      Thread.sleep(POLL);
      received = line.received();
    }
    return received;
  }

  private static long unique(JsonObject received) {
    return received.getInt("unique");
  }

  private static long last(JsonObject received) {
    return received.getJsonNumber("last").longValue();
  }
}
