package io.gatehook.bench.load;

import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Run;
import io.gatehook.bench.rig.Server;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * One hook with a healthy receiver, alone, and then beside fifty whose receivers take requests and
 * never answer, each with a backlog.
 */
final class Isolation implements LoadCase {
  private static final int SILENT = 50;

  /** As many deliveries for each of them: more than can be tried meanwhile. */
  private static final int BACKLOG = 200;

  private static final String EVENT = "{\"source\":\"stuck\",\"event\":\"happened\",\"data\":{}}";

  @Override
  public String name() {
    return "isolation";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    int each = LoadCase.share(seconds, 3);
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      Server node = LoadCase.start(line, BATCHED, WARM_UP);
      double alone = line.drive(BATCHED, each).eventsPerSecond();
      Run halfAlone = line.drive(BATCHED.at(alone / 2), each);
      addSilent(line, node);
      line.drive(BATCHED, WARM_UP / 2); // what is done beside them was never done before
      double beside = line.drive(BATCHED, each).eventsPerSecond();
      Run halfBeside = line.drive(BATCHED.at(alone / 2), each);
      requireSilent(line);
      return List.of(
          Measure.ISOLATION_RATE.is(beside / alone),
          Measure.ISOLATION_P99.is(halfBeside.arrived(99) / halfAlone.arrived(99)),
          Measure.ISOLATION_P99_ALONE.is(halfAlone.arrived(99)));
    }
  }

  private static void addSilent(Line line, Server node) throws IOException, InterruptedException {
    for (int i = 0; i < SILENT; i++) {
      line.addHook("stuck", "/silent/" + i, "");
    }
    node.post("/worker-events", Collections.nCopies(BACKLOG, EVENT).toString());
  }

  private static void requireSilent(Line line) throws IOException {
    if (line.received().getInt("silent") < SILENT) {
      throw new IOException("not every silent receiver was called");
    }
  }
}
