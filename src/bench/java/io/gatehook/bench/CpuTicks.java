package io.gatehook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the cores of the machine had done up to a moment; nothing where there is no /proc. */
public record CpuTicks(long idle, long stolen, long all) {
  /** More than this and a run says little. */
  public static final double MOST_STOLEN = 5;

  private static final Path STAT = Path.of("/proc/stat");
  private static final int IDLE = 3;
  private static final int STOLEN = 7;

  public static CpuTicks now() throws IOException {
    if (!Files.exists(STAT)) {
      return new CpuTicks(0, 0, 0);
    }
    // user, nice, system, idle, waiting, interrupts (2), stolen
    String[] fields = Files.readAllLines(STAT).get(0).split(" +");
    long[] ticks = Arrays.stream(fields, 1, STOLEN + 2).mapToLong(Long::parseLong).toArray();
    return new CpuTicks(ticks[IDLE], ticks[STOLEN], Arrays.stream(ticks).sum());
  }

  public double idlePercent(CpuTicks before) {
    return percent(idle - before.idle, before);
  }

  /** Given to other machines on the same hardware. */
  public double stolenPercent(CpuTicks before) {
    return percent(stolen - before.stolen, before);
  }

  private double percent(long ticks, CpuTicks before) {
    return all == before.all ? 0 : Math.round(1000.0 * ticks / (all - before.all)) / 10.0;
  }
}
