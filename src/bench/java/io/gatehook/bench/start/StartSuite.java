package io.gatehook.bench.start;

import io.gatehook.bench.Report;
import io.gatehook.bench.Settings;
import io.gatehook.bench.rig.Scratch;
import io.gatehook.bench.start.Prepared.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the start of the process until it is ready, with an embedded store made anew, in the ways to
 * run it. They take turns, so that what else the machine does meets all of them.
 */
public final class StartSuite {
  private final Path scratch;
  private final Map<Layout, Prepared> prepared = new EnumMap<>(Layout.class);
  private final Map<Layout, List<Start>> starts = new EnumMap<>(Layout.class);
  private final List<String> failures = new ArrayList<>();

  private StartSuite(Path scratch) {
    this.scratch = scratch;
  }

  public static Report run(Settings settings) throws IOException, InterruptedException {
    settings.requireKnown(Arrays.stream(Layout.values()).map(Layout::label).toList());
    List<Layout> wanted =
        Arrays.stream(Layout.values()).filter(each -> settings.wants(each.label())).toList();
    try (Scratch scratch = Scratch.make("start-")) {
      return new StartSuite(scratch.path()).run(wanted, settings.forks());
    }
  }

  /** A layout that fails does not end the others. */
  private Report run(List<Layout> wanted, int rounds) throws InterruptedException {
    for (Layout each : wanted) {
      try {
        prepare(each);
      } catch (IOException | RuntimeException e) {
        failures.add(each.label() + ": " + e);
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Layout each : prepared.keySet()) {
        try {
          start(each, round);
        } catch (IOException | RuntimeException e) {
          failures.add(each.label() + ": " + e);
        }
      }
    }
    var figures =
        wanted.stream().map(each -> new StartFigure(each, starts.getOrDefault(each, List.of())));
    return new Report(StartFigure.HEADER, figures.toList(), List.of(), failures);
  }

  private void prepare(Layout layout) throws IOException, InterruptedException {
    Optional<Path> javaHome = layout.javaHome();
    if (javaHome.isPresent()) {
      Path directory = Files.createDirectory(scratch.resolve(layout.label()));
      prepared.put(layout, layout.prepare(javaHome.get(), directory.resolve("unpacked")));
    }
  }

  private void start(Layout layout, int round) throws IOException, InterruptedException {
    Path directory = Files.createDirectory(scratch.resolve(layout.label() + "-" + round));
    Start start = prepared.get(layout).start(directory);
    System.out.println(layout.label() + " " + start);
    starts.computeIfAbsent(layout, first -> new ArrayList<>()).add(start);
  }
}
