package io.gatehook.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Java process of the benchmark; ended with it. */
public final class JavaProcess implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;

  private final Process process;

  private JavaProcess(Process process) {
    this.process = process;
  }

  /** Another main class of the benchmark. */
  public static JavaProcess of(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return start(command);
  }

  /** The virtual machine with these arguments. */
  static JavaProcess start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(arguments);
    return new JavaProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** As {@link #start}; what it writes goes to a file. */
  public static JavaProcess logging(Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(arguments);
    return new JavaProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  public long pid() {
    return process.pid();
  }

  /** Its next line. */
  public String line() throws IOException {
    String line = output().readLine();
    if (line == null) {
      throw new IOException("the process has ended");
    }
    return line;
  }

  private BufferedReader output() {
    return process.inputReader();
  }

  /** CPU seconds of a process and its children so far; 0 where the system does not tell. */
  public static double cpuOf(long pid) throws IOException {
    Path all = Path.of("/proc");
    if (!Files.isDirectory(all)) {
      return 0;
    }
    double own = cpuOfOne(pid);
    ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
    try (Stream<ProcessHandle> children = handle.children()) {
      for (ProcessHandle child : children.toList()) {
        own += cpuOfOne(child.pid());
      }
    }
    return own;
  }

  private static double cpuOfOne(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String text = Files.readString(stat);
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    double ticks = 0;
    for (int i = 11; i <= 14; i++) {
      ticks += Long.parseLong(fields[i]); // user, system, and those of children that ended
    }
    return ticks / TICKS_PER_SECOND;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
