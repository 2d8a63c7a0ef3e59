package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.ExitCode;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives the process its exit status. Left alone, the virtual machine would report the signal that
 * ended it (143, 130) even after a clean drain.
 */
final class ProcessEnd {

  private static final AtomicInteger STATUS = new AtomicInteger(ExitCode.STOPPED.status());

  private ProcessEnd() {}

  /** Runs the work when the process is asked to end, and ends it when the work is done. */
  static void onExit(Runnable work) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    work.run();
                  } finally {
                    Runtime.getRuntime().halt(STATUS.get());
                  }
                },
                "gatehook-stop"));
  }

  /** Ends the process with this status. */
  static void exit(ExitCode code) {
    STATUS.set(code.status());
    System.exit(code.status());
  }
}
