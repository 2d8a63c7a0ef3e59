package io.gatehook.bench.load;

import io.gatehook.bench.rig.Launch;
import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Line.Kind;
import io.gatehook.bench.rig.Run;
import io.gatehook.bench.traffic.Load;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** One event that ten hooks want. */
final class FanOut implements LoadCase {
  private static final int HOOKS = 10;
  private static final Kind KIND = new Kind("bench", HOOKS);
  private static final Load LOAD = Load.saturating(16, 10);

  @Override
  public String name() {
    return "fanOut";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      line.addNode(Launch.usual());
      for (int i = 0; i < HOOKS; i++) {
        line.addHook("bench", "/hook/" + i, "");
      }
      line.drive(LOAD, KIND, WARM_UP);
      Run run = line.drive(LOAD, KIND, seconds);
      return List.of(
          Measure.FAN_OUT_DELIVERIES.is(run.deliveries() / run.seconds()),
          Measure.FAN_OUT_LOST.is(run.lost()),
          Measure.FAN_OUT_CPU.is(run.cpuPerThousand() / HOOKS));
    }
  }
}
