package io.gatehook.bench.load;

import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Run;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** From end to end with the embedded store, a hundred events a request. */
final class Embedded implements LoadCase {
  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    try (Line line = Line.open(Line.Store.EMBEDDED)) {
      LoadCase.start(line, BATCHED, WARM_UP);
      Run run = line.drive(BATCHED, seconds);
      return List.of(
          Measure.EMBEDDED_EVENTS.is(run.eventsPerSecond()),
          Measure.EMBEDDED_LOST.is(run.lost()),
          Measure.EMBEDDED_CPU.is(run.cpuPerThousand()));
    }
  }
}
