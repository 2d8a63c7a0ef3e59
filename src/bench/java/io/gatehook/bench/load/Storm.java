package io.gatehook.bench.load;

import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Line.Kind;
import io.gatehook.bench.rig.Run;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Events that nothing is owed for: no hook wants them, or a snooze holds them back. */
final class Storm implements LoadCase {
  private static final Kind UNMATCHED = new Kind("nobody", 0);
  private static final Kind SNOOZED = new Kind("snoozed", 0);

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    int each = LoadCase.share(seconds, 2);
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      LoadCase.start(line, BATCHED, 1);
      line.addHook(SNOOZED.source(), "/snoozed", ",\"snooze\":3600");
      line.drive(BATCHED, UNMATCHED, WARM_UP / 2);
      line.drive(BATCHED, SNOOZED, WARM_UP / 2);
      Run unmatched = line.drive(BATCHED, UNMATCHED, each);
      Run snoozed = line.drive(BATCHED, SNOOZED, each);
      if (unmatched.deliveries() > 0 || snoozed.suppressed() < snoozed.accepted()) {
        throw new IOException("not a storm: something was owed");
      }
      return List.of(
          Measure.STORM_UNMATCHED.is(unmatched.eventsPerSecond()),
          Measure.STORM_SNOOZED.is(snoozed.eventsPerSecond()));
    }
  }
}
