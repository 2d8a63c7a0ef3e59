package io.gatehook.runtime.launch;

import java.util.logging.LogManager;

/**
 * The log of the process, kept open to its end: the virtual machine would close it as soon as a
 * stop begins, and the lines of the drain would be lost. Named by the system property {@code
 * java.util.logging.manager}, which must be set before anything logs.
 */
public final class ServerLog extends LogManager {

  private static volatile boolean keep;

  /** From now on the handlers stay as they are. */
  static void keepHandlers() {
    keep = true;
  }

  @Override
  public void reset() {
    if (!keep) {
      super.reset();
    }
  }
}
