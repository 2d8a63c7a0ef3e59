package io.gatehook.bench.lua;

import io.gatehook.bench.Report;
import io.gatehook.bench.Settings;
import io.gatehook.lua.LuaFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** The figures of package lua. */
public final class LuaSuite {
  private static final double NANOS = 1_000;
  private static final double KIB = 1024;

  /** In microseconds; what is not named here has no goal. */
  private static final Map<String, Double> GOALS =
      Map.of(
          "lambdaCall", 3.5,
          "lambdaWithConversion", 10.0,
          "threeStrings", 5.0,
          "threeStringsWithConversion", 10.0,
          "body4k", 25.0,
          "compileLambda", 20.0);

  private static final double IDLE_GOAL = 4;

  private LuaSuite() {}

  public static Report run(Settings settings) throws RunnerException, LuaFailure {
    List<Figure> figures = new ArrayList<>();
    figures.add(idle("idleLambdaHook", IdleHooks::lambda));
    figures.add(idle("idleTemplatesHook", IdleHooks::templates));
    Collection<RunResult> results = new Runner(options(settings.forks()).build()).run();
    results.forEach(result -> figures.add(time(result)));
    for (String many : List.of("eightThreadsOnSeparateHooks", "eightThreadsOnOneHook")) {
      figures.add(throughput(many, results));
    }
    return new Report(Figure.HEADER, figures);
  }

  private static OptionsBuilder options(int forks) {
    var options = new OptionsBuilder();
    options
        .include(LuaBenchmark.class.getName())
        .forks(forks)
        .addProfiler(ThreadCpu.class)
        .addProfiler(GCProfiler.class);
    return options;
  }

  private static Figure idle(String name, IdleHooks.Making hook) throws LuaFailure {
    double each = IdleHooks.bytesEach(hook) / KIB;
    return new Figure(name, "KiB", each, each, each, IDLE_GOAL, 0);
  }

  private static Figure time(RunResult result) {
    Statistics cpu = result.getSecondaryResults().get(ThreadCpu.NAME).getStatistics();
    var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    String name = name(result);
    return new Figure(
        name,
        "µs",
        cpu.getPercentile(50) / NANOS,
        cpu.getMin() / NANOS,
        cpu.getMax() / NANOS,
        GOALS.get(name),
        allocated.getScore());
  }

  /** How many times as much is done in a second as by one thread. */
  private static Figure throughput(String many, Collection<RunResult> results) {
    double one = median(results, "lambdaWithConversion");
    double ratio = median(results, many) / one;
    return new Figure(many + "Throughput", "×", ratio, ratio, ratio, null, 0);
  }

  private static double median(Collection<RunResult> results, String name) {
    return results.stream()
        .filter(result -> name(result).equals(name))
        .mapToDouble(result -> result.getPrimaryResult().getStatistics().getPercentile(50))
        .findFirst()
        .orElseThrow();
  }

  private static String name(RunResult result) {
    return result.getPrimaryResult().getLabel();
  }
}
