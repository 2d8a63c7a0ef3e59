package io.gatehook.bench.load;

import io.gatehook.bench.Goal;
import io.gatehook.bench.rig.Database;
import io.gatehook.bench.rig.Line;
import io.gatehook.bench.rig.Run;
import io.gatehook.bench.traffic.Load;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** As many events as the line carries, one webhook each; what they cost and what they leave. */
record EndToEnd(String name, Load load) implements LoadCase {
  /** Bytes of an event that are allowed beside its payload, which is stored and sent. */
  private static final double BESIDE_PAYLOAD = 1_500;

  private static final double PER_PAYLOAD = 1.5;

  /** Deliveries that the commits are counted for. */
  private static final double FIFTY = 50;

  @Override
  public List<Figure> run(int seconds) throws IOException, InterruptedException, SQLException {
    try (Line line = Line.open(Line.Store.POSTGRESQL)) {
      LoadCase.start(line, load, WARM_UP);
      Run run = line.drive(load, seconds);
      return Stream.of(service(run), cost(run), stored(line.database()))
          .flatMap(List::stream)
          .toList();
    }
  }

  private Measure measure(String what) {
    return Measure.named(name + what);
  }

  private List<Figure> service(Run run) {
    return List.of(
        measure("Events").is(run.eventsPerSecond()),
        measure("Lost").is(run.lost()),
        measure("Refused").is(run.refused()),
        measure("AnswerP50").is(run.answered(50)),
        measure("AnswerP99").is(run.answered(99)));
  }

  private List<Figure> cost(Run run) {
    return List.of(
        measure("CpuPer1000").is(run.cpuPerThousand()),
        measure("ServerCpuPer1000").is(run.perEvent(run.usage().serverCpu()) * 1_000),
        measure("DatabaseCpuPer1000").is(run.perEvent(run.usage().databaseCpu()) * 1_000),
        measure("CommitsPer50").is(run.perEvent(run.usage().commits()) * FIFTY),
        measure("WritingCommitsPer50").is(run.perEvent(run.usage().writes()) * FIFTY),
        measure("LogBytes").is(run.perEvent(run.usage().logged())),
        measure("Resident").is(run.resident()));
  }

  /** Of everything since the tables were empty, each event delivered once. */
  private List<Figure> stored(Database database) throws SQLException {
    double events = database.number("select count(*) from worker_event");
    double payload = database.number("select sum(octet_length(data)) from worker_event") / events;
    return List.of(
        measure("PayloadBytes").is(payload),
        measure("StoredBytes")
            .is(database.stored() / events, Goal.atMost(PER_PAYLOAD * payload + BESIDE_PAYLOAD)));
  }
}
