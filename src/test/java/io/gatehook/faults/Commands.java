package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Commands of the system. */
final class Commands {
  private static final int LONGEST_SECONDS = 30;

  private Commands() {}

  static void run(String... command) {
    assertThat(succeeds(command)).as(String.join(" ", command)).isTrue();
  }

  /** False also where there is no such command. */
  static boolean succeeds(String... command) {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
