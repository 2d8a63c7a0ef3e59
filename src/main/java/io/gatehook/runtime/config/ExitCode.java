package io.gatehook.runtime.config;

/** What the process says with its exit status. */
public enum ExitCode {
  /** Stopped on request, after a drain. */
  STOPPED(0),
  /** Could not start or stop for any other reason. */
  FAILED(1),
  /** A setting or argument cannot be used. */
  CONFIGURATION(2),
  /** The database cannot be used. */
  DATABASE(3);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
