package io.gatehook.runtime.config;

/** Gatehook cannot start; the message is one sentence for the operator. */
public final class StartRefused extends RuntimeException {

  private final ExitCode exitCode;

  public StartRefused(ExitCode exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
