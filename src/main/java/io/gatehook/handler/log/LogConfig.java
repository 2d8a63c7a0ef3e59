package io.gatehook.handler.log;

/**
 * How the log handler writes.
 *
 * @param format {@code gatehook.log.format}
 */
public record LogConfig(LogFormat format) {
  public static LogConfig defaults() {
    return new LogConfig(LogFormat.LINE);
  }
}
