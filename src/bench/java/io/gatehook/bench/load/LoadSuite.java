package io.gatehook.bench.load;

import io.gatehook.bench.CpuTicks;
import io.gatehook.bench.Report;
import io.gatehook.bench.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * The line under load: worker events in over HTTP, webhooks out to a receiver, on a PostgreSQL that
 * syncs every commit. Source, server, receiver and database are processes of this machine and share
 * its cores.
 */
public final class LoadSuite {
  private static final List<LoadCase> CASES =
      List.of(
          new EndToEnd("single", LoadCase.SINGLE),
          new EndToEnd("batched", LoadCase.BATCHED),
          new FanOut(),
          new Latency(),
          new Storm(),
          new Matching(),
          new Backlog(),
          new Cleaning(),
          new Isolation(),
          new SecondNode(),
          new Embedded());

  private LoadSuite() {}

  /** A case that fails does not end the others. */
  public static Report run(Settings settings) throws IOException, InterruptedException {
    settings.requireKnown(CASES.stream().map(LoadCase::name).toList());
    List<Figure> figures = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (LoadCase each : CASES) {
      if (settings.wants(each.name())) {
        System.out.println("\ncase " + each.name());
        CpuTicks before = CpuTicks.now();
        try {
          figures.addAll(each.run(settings.seconds()));
        } catch (IOException | SQLException | RuntimeException e) {
          failures.add(each.name() + ": " + e);
          figures.addAll(notMeasured(each));
        }
        remarks.addAll(remarks(each, before));
      }
    }
    figures.sort(Comparator.comparing(Figure::measure));
    remarks.addAll(capacity(figures));
    return new Report(Figure.HEADER, figures, remarks, failures);
  }

  private static List<String> remarks(LoadCase measured, CpuTicks before) throws IOException {
    double stolen = CpuTicks.now().stolenPercent(before);
    return stolen > CpuTicks.MOST_STOLEN
        ? List.of(
            "%s says little: %.1f %% of the CPU was stolen".formatted(measured.name(), stolen))
        : List.of();
  }

  /** Empty: not everything that it needs was measured. */
  private static List<String> capacity(List<Figure> figures) {
    var values = new HashMap<String, Double>();
    for (Figure figure : figures) {
      if (figure.value() != null) {
        values.put(figure.measure().label(), figure.value());
      }
    }
    return Capacity.of(values).map(Capacity::lines).orElse(List.of());
  }

  private static List<Figure> notMeasured(LoadCase failed) {
    return Arrays.stream(Measure.values())
        .filter(measure -> measure.label().startsWith(failed.name()))
        .map(Measure::notMeasured)
        .toList();
  }
}
