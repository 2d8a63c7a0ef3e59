package io.gatehook.handler.log;

/** The forms in which an event is logged. */
public enum LogFormat {
  /** One line of JSON. */
  LINE,
  /** The box that Kong's log handler draws. */
  KONG;

  /**
   * Reads {@code line} or {@code kong}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static LogFormat parse(String text) {
    return switch (text) {
      case "line" -> LINE;
      case "kong" -> KONG;
      default -> throw new IllegalArgumentException("not one of line, kong: " + text);
    };
  }
}
