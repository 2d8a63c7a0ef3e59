package io.gatehook.bench.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel says of a process; zeros where there is no /proc. */
final class ProcessStat {
  private static final double TICKS_PER_SECOND = 100;
  private static final double KIB_PER_MIB = 1024;
  private static final int USER = 11;
  private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

  private ProcessStat() {}

  /** CPU seconds of a process and its children so far, of those that have ended too. */
  static double cpu(long pid) throws IOException {
    double cpu = cpuOfOne(pid);
    ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
    try (Stream<ProcessHandle> children = handle.children()) {
      for (ProcessHandle child : children.toList()) {
        cpu += cpuOfOne(child.pid());
      }
    }
    return cpu;
  }

  private static double cpuOfOne(long pid) throws IOException {
    String text = read(pid, "stat");
    if (text.isEmpty()) {
      return 0;
    }
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    double ticks = 0;
    for (int i = USER; i <= SYSTEM_OF_ENDED_CHILDREN; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Memory in use now, in MiB. */
  static double resident(long pid) throws IOException {
    return read(pid, "status")
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum()
        / KIB_PER_MIB;
  }

  /** Whether the file is mapped into its memory; true where there is no /proc. */
  static boolean maps(long pid, Path file) throws IOException {
    String maps = read(pid, "maps");
    return maps.isEmpty() || maps.lines().anyMatch(line -> line.endsWith(" " + file));
  }

  /** Empty: it has ended. */
  private static String read(long pid, String name) throws IOException {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), name));
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
