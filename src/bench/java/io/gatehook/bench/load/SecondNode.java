package io.gatehook.bench.load;

import io.gatehook.bench.rig.Launch;
import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Run;
import io.gatehook.bench.rig.Server;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two nodes on one database, against one: on the same two cores, where the second can only cost,
 * and with two cores each, where there are four.
 */
final class SecondNode implements LoadCase {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int CORES_FOR_TWO = 4;
  private static final String FIRST_CORES = "0,1";
  private static final String NEXT_CORES = "2,3";

  @Override
  public String name() {
    return "secondNode";
  }

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    int each = LoadCase.share(seconds, 2);
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      line.addNode(on(FIRST_CORES));
      line.addHook("bench", "/hook", "");
      Server second = line.addNode(on(FIRST_CORES));
      line.drive(BATCHED, 2 * WARM_UP); // each takes half of it
      Run two = line.drive(BATCHED, each);
      line.stop(second);
      Run one = line.drive(BATCHED, each); // last: being the warmest is to its advantage
      List<Figure> figures = new ArrayList<>();
      figures.add(Measure.SECOND_NODE_TOTAL.is(two.eventsPerSecond() / one.eventsPerSecond()));
      figures.add(Measure.SECOND_NODE_CPU.is(two.cpuPerThousand() / one.cpuPerThousand()));
      figures.add(CORES < CORES_FOR_TWO ? fourCores() : fourCores(line, one, each));
      return figures;
    }
  }

  private static Figure fourCores() {
    return Measure.SECOND_NODE_FOUR_CORES.notMeasured();
  }

  private static Figure fourCores(Line line, Run one, int seconds)
      throws IOException, InterruptedException, SQLException {
    line.addNode(on(NEXT_CORES));
    line.drive(BATCHED, WARM_UP);
    Run two = line.drive(BATCHED, seconds);
    return Measure.SECOND_NODE_FOUR_CORES.is(two.eventsPerSecond() / one.eventsPerSecond());
  }

  /** Where there are but two cores, every node is on them anyway. */
  private static Launch on(String cores) throws IOException {
    List<String> prefix = CORES > 2 ? List.of("taskset", "-c", cores) : List.of();
    return Launch.usual().after(prefix);
  }
}
