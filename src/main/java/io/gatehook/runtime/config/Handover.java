package io.gatehook.runtime.config;

import java.util.Optional;

/**
 * What the launcher and the application inside the server tell each other, by system properties:
 * the two see different copies of every class but the JDK's.
 */
public final class Handover {

  private static final String LAUNCHER = "io.gatehook.launcher";
  private static final String OUTCOME = "io.gatehook.outcome";
  private static final String STARTED = "started";
  private static final String GUARD = "io.gatehook.guard";
  private static final String DRAIN = "io.gatehook.drain";

  private Handover() {}

  /** Said by the launcher before the server boots. */
  public static void launching() {
    System.setProperty(LAUNCHER, "true");
    System.clearProperty(OUTCOME);
  }

  /** Whether the application runs under the launcher and not in a stock server. */
  public static boolean underLauncher() {
    return Boolean.getBoolean(LAUNCHER);
  }

  /** Said by the application once everything runs. */
  public static void started() {
    System.setProperty(OUTCOME, STARTED);
  }

  /** Whether everything ran once; what fails later is no reason to end the process. */
  public static boolean isStarted() {
    return STARTED.equals(System.getProperty(OUTCOME));
  }

  /** Said by the application before it starts: what guards the listener. */
  public static void guardBy(Runnable work) {
    System.getProperties().put(GUARD, work);
  }

  /** Done by the launcher once the listener is open. */
  public static void guard() {
    run(GUARD);
  }

  /** Said by the application before it starts: what stops its parts while the store is in reach. */
  public static void drainBy(Runnable work) {
    System.getProperties().put(DRAIN, work);
  }

  /** Done by the launcher before the server stops, which takes the store away first. */
  public static void drain() {
    run(DRAIN);
  }

  private static void run(String name) {
    if (System.getProperties().get(name) instanceof Runnable work) {
      work.run();
    }
  }

  /** Said by the application when it gives up. */
  public static void refused(StartRefused refusal) {
    System.setProperty(OUTCOME, refusal.exitCode().name() + " " + refusal.getMessage());
  }

  /** Why the application does not run; empty if it does. */
  public static Optional<StartRefused> refusal() {
    String outcome = System.getProperty(OUTCOME, "");
    if (outcome.equals(STARTED)) {
      return Optional.empty();
    }
    if (outcome.isEmpty()) {
      return Optional.of(
          new StartRefused(ExitCode.FAILED, "The application was not deployed; see the log."));
    }
    String[] parts = outcome.split(" ", 2);
    return Optional.of(new StartRefused(ExitCode.valueOf(parts[0]), parts[1]));
  }
}
