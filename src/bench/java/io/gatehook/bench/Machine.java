package io.gatehook.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Where and when a suite ran, and how busy the machine was with other things. */
final class Machine {
  private static final Path STAT = Path.of("/proc/stat");
  private static final int IDLE = 3;
  private static final int STEAL = 7;

  private final Settings settings;
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final double load = loadAverage();
  private final long[] before = ticks();

  Machine(Settings settings) throws IOException {
    this.settings = settings;
  }

  /** Shares of the time since this was made, and the load average when it was made. */
  JsonObject json() throws IOException, InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    return Json.createObjectBuilder()
        .add("date", begun.toString())
        .add("commit", commit())
        .add("cores", runtime.availableProcessors())
        .add("memory_mib", memory() >> 20)
        .add("heap_mib", runtime.maxMemory() >> 20)
        .add("jdk", System.getProperty("java.vm.name") + " " + Runtime.version())
        .add("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .add("forks", settings.forks())
        .add("seconds", settings.seconds())
        .add("load_average_before", load)
        .add("steal_percent", percent(STEAL))
        .add("idle_percent", percent(IDLE))
        .build();
  }

  private static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  private double percent(int field) throws IOException {
    long[] now = ticks();
    long all = Arrays.stream(now).sum() - Arrays.stream(before).sum();
    double share = all == 0 ? 0 : (double) (now[field] - before[field]) / all;
    return Math.round(share * 1000) / 10.0;
  }

  /**
   * User, nice, system, idle, waiting, interrupts (2), steal; zeros where the system keeps none.
   */
  private static long[] ticks() throws IOException {
    if (!Files.exists(STAT)) {
      return new long[STEAL + 1];
    }
    String[] fields = Files.readAllLines(STAT).get(0).split(" +");
    return Arrays.stream(fields, 1, STEAL + 2).mapToLong(Long::parseLong).toArray();
  }

  private static String commit() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
    String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? commit.strip() : "none";
  }
}
