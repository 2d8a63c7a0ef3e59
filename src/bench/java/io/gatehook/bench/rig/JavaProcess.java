package io.gatehook.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Java process of the benchmark; ended with it. */
public final class JavaProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> FLAGS_OF_THE_ENVIRONMENT =
      Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");
  private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVE.forEach(Process::destroyForcibly)));
  }

  private final Process process;

  private JavaProcess(ProcessBuilder builder) throws IOException {
    this.process = builder.start();
    LIVE.add(process);
  }

  /** Another main class of the benchmark, on the Java of this process. */
  public static JavaProcess of(Class<?> main, String... arguments) throws IOException {
    return of(JavaHome.own(), main, arguments);
  }

  /** Another main class of the benchmark; talks over its standard streams. */
  public static JavaProcess of(Path javaHome, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new JavaProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** A whole command line, with no other flags; what it writes goes to a file. */
  static JavaProcess logging(Path log, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(FLAGS_OF_THE_ENVIRONMENT);
    return new JavaProcess(builder.redirectErrorStream(true).redirectOutput(log.toFile()));
  }

  public long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Writes a line to it, and answers its next one. */
  public String ask(String line, Duration longest) throws IOException, InterruptedException {
    Writer writer = process.outputWriter();
    writer.write(line + "\n");
    writer.flush();
    return line(longest);
  }

  /** Its next line. */
  public String line(Duration longest) throws IOException, InterruptedException {
    BufferedReader reader = process.inputReader();
    try {
      String line =
          CompletableFuture.supplyAsync(() -> read(reader))
              .get(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (line.isEmpty()) {
        throw new IOException("the process has ended");
      }
      return line;
    } catch (TimeoutException e) {
      throw new IOException("the process says nothing for " + longest, e);
    } catch (ExecutionException e) {
      throw new IOException("the process cannot be read", e);
    }
  }

  /** Empty at the end. */
  private static String read(BufferedReader reader) {
    try {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, and makes it end where it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    LIVE.remove(process);
  }
}
