package io.gatehook.bench.load;

import io.gatehook.bench.rig.Launch;
import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Server;
import io.gatehook.bench.traffic.Load;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Something to measure on a line of its own. */
interface LoadCase {
  /** One event a request. */
  Load SINGLE = Load.saturating(64, 1);

  /** A hundred events a request. */
  Load BATCHED = Load.saturating(16, 100);

  /**
   * Seconds; with both cores busy the JVM compiles for minutes, most of what matters in this time.
   */
  int WARM_UP = 60;

  /** As {@code -Dbench.case} names it; the labels of its figures begin with it. */
  String name();

  /**
   * Measures.
   *
   * @param seconds of load for the figure that matters most
   */
  List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException;

  /** Starts a node with one hook, and warms it up. */
  static Server start(Line line, Load load, int warmUp)
      throws IOException, InterruptedException, SQLException {
    Server node = line.addNode(Launch.usual());
    line.addHook("bench", "/hook", "");
    line.drive(load, warmUp);
    return node;
  }

  /** A share of the seconds, at least one. */
  static int share(int seconds, int parts) {
    return Math.max(1, seconds / parts);
  }
}
