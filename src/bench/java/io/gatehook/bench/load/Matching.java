package io.gatehook.bench.load;

import io.gatehook.bench.rig.Database;
import io.gatehook.bench.rig.Launch;
import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Line.Kind;
import io.gatehook.bench.rig.Run;
import io.gatehook.bench.rig.Server;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Many hooks against few: events of a source that all of them ask for, each for an event of its own
 * that does not come. What one such event costs is little else than matching it.
 */
final class Matching implements LoadCase {
  private static final int FEW = 10;
  private static final int MANY = 100_000;
  private static final Kind UNMATCHED = new Kind("many", 0);

  /** More heap than usual, so that both have room; the goal is about the difference. */
  private static final String HEAP = "-Xmx512m";

  /** What a node with so many hooks took. */
  private record Cost(double start, double heap, double cpuEach) {}

  @Override
  public String name() {
    return "matching";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      Server first = line.addNode(Launch.usual().with(HEAP));
      line.addHook("bench", "/hook", "");
      line.stop(first);
      Cost few = cost(line, 0, FEW, seconds);
      Cost many = cost(line, FEW, MANY, seconds);
      return List.of(
          Measure.MATCHING_TIME.is(many.cpuEach() / few.cpuEach()),
          Measure.MATCHING_HEAP.is(many.heap() - few.heap()),
          Measure.MATCHING_START.is(many.start() - few.start()));
    }
  }

  /** Starts a node that finds so many hooks, and sends what none of them wants. */
  private static Cost cost(Line line, int from, int hooks, int seconds)
      throws IOException, InterruptedException, SQLException {
    addHooks(line.database(), from, hooks);
    Server node = line.addNode(Launch.usual().with(HEAP));
    requireLoaded(node, hooks);
    double heap = node.heap();
    line.drive(BATCHED, UNMATCHED, WARM_UP);
    Run run = line.drive(BATCHED, UNMATCHED, LoadCase.share(seconds, 3));
    line.stop(node);
    return new Cost(node.startSeconds(), heap, run.perEvent(run.usage().serverCpu()));
  }

  /** Like the one that is there, whatever columns it has. */
  private static void addHooks(Database database, int from, int to) throws SQLException {
    database.together(
        List.of(
            """
            insert into event_hook
            select made.* from event_hook hook, generate_series(%d, %d) n,
              lateral jsonb_populate_record(hook, jsonb_build_object(
                'id', '01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'),
                'source', '%s', 'event', 'missed-' || n)) made
             where hook.source = 'bench'
            """
                .formatted(from + 1, to, UNMATCHED.source()),
            "update hook_revision set revision = revision + 1",
            "analyze event_hook"));
  }

  /** The last one is there and gets its event. */
  private static void requireLoaded(Server node, int last)
      throws IOException, InterruptedException {
    String event =
        "{\"source\":\"%s\",\"event\":\"missed-%d\",\"data\":{}}"
            .formatted(UNMATCHED.source(), last);
    String answer = node.post("/worker-events", event);
    if (!answer.contains("\"deliveries\":1")) {
      throw new IOException("hook %d is not loaded: %s".formatted(last, answer));
    }
  }
}
