package io.gatehook.bench.load;

import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Run;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** From the acknowledgement to the arrival at half of the load that saturates the line. */
final class Latency implements LoadCase {
  @Override
  public String name() {
    return "latency";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      LoadCase.start(line, SINGLE, WARM_UP);
      double most = line.drive(SINGLE, LoadCase.share(seconds, 3)).eventsPerSecond();
      Run run = line.drive(SINGLE.at(most / 2), LoadCase.share(seconds, 2));
      return List.of(
          Measure.LATENCY_LOAD.is(run.eventsPerSecond()),
          Measure.LATENCY_P50.is(run.arrived(50)),
          Measure.LATENCY_P99.is(run.arrived(99)));
    }
  }
}
