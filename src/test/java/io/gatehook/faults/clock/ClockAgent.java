package io.gatehook.faults.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * Adds what a file says, in milliseconds, to every reading of the wall clock by Java code; the file
 * may change at any time. The monotonic clock stays as it is, as when a person sets the time.
 */
public final class ClockAgent {
  private static final long POLL_MILLIS = 20;

  private ClockAgent() {}

  /**
   * Called by the virtual machine.
   *
   * @param arguments the file, a comma, and the jar that holds {@link Skew} alone
   */
  public static void premain(String arguments, Instrumentation instrumentation)
      throws IOException, UnmodifiableClassException {
    String[] files = arguments.split(",");
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(files[1]));
    follow(Path.of(files[0]));
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(Skew.class.getModule()),
        Map.of(),
        Map.of(),
        Set.of(),
        Map.of());
    instrumentation.addTransformer(new ClockReadings(), true);
    instrumentation.retransformClasses(
        Arrays.stream(instrumentation.getAllLoadedClasses())
            .filter(ClockReadings::concerns)
            .toArray(Class<?>[]::new));
  }

  private static void follow(Path file) {
    Skew.set(read(file));
    var thread = new Thread(() -> followOn(file), "skewed clock");
    thread.setDaemon(true);
    thread.start();
  }

  private static void followOn(Path file) {
    while (!Thread.currentThread().isInterrupted()) {
      Skew.set(read(file));
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long read(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
