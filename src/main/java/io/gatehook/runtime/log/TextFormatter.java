package io.gatehook.runtime.log;

import io.gatehook.text.Printable;
import java.util.logging.LogRecord;

/**
 * A line of text for each record. Nothing in a message begins a line of its own: line breaks become
 * escapes, and a stack trace is indented.
 */
public final class TextFormatter extends LineFormatter {

  /** The lines of handler log: Kong's box has several rows, with the events in them escaped. */
  private static final String EVENTS = "gatehook.event";

  private static final String LEVELS_END = "       ";

  @Override
  public String format(LogRecord line) {
    var text = new StringBuilder(USUAL_LENGTH);
    timestamp.append(line.getInstant(), text);
    String level = line.getLevel().getName();
    text.append(' ').append(level);
    text.append(LEVELS_END, Math.min(level.length(), LEVELS_END.length()), LEVELS_END.length());
    text.append(' ').append(line.getLoggerName()).append(": ");
    String message = message(line);
    text.append(EVENTS.equals(line.getLoggerName()) ? message : oneLine(message)).append('\n');
    if (line.getThrown() != null) {
      trace(line.getThrown()).lines().forEach(row -> appendRow(text, row));
    }
    return text.toString();
  }

  private static void appendRow(StringBuilder text, String row) {
    text.append('\t').append(oneLine(row.strip())).append('\n');
  }

  private static String oneLine(String text) {
    return isPlain(text) ? text : Printable.line(text, Integer.MAX_VALUE);
  }
}
