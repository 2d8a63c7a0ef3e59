package io.gatehook.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when a suite ran, and how busy the machine was with other things. */
final class Machine {
  private final Settings settings;
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final double load = loadAverage();
  private final CpuTicks before = CpuTicks.now();

  Machine(Settings settings) throws IOException {
    this.settings = settings;
  }

  /** Shares of the time since this was made, and the load average when it was made. */
  JsonObject json() throws IOException, InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    CpuTicks now = CpuTicks.now();
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
        .add("stolen_percent", now.stolenPercent(before))
        .add("idle_percent", now.idlePercent(before))
        .build();
  }

  private static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static long memory() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  private static String commit() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
    String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? commit.strip() : "none";
  }
}
