package io.gatehook.runtime.log;

import io.gatehook.text.LogEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** What the forms of a line share; thousands are made in a second, so none is made by a pattern. */
abstract class LineFormatter extends Formatter {

  /** Enough for a line about a delivery. */
  static final int USUAL_LENGTH = 320;

  final Timestamp timestamp = new Timestamp();

  /** The text of a record, whatever is in it. */
  final String message(LogRecord line) {
    Object[] parameters = line.getParameters();
    boolean entry =
        LogEntry.FORM.equals(line.getMessage()) && parameters != null && parameters.length == 1;
    return String.valueOf(entry ? parameters[0] : formatMessage(line));
  }

  static String trace(Throwable thrown) {
    var trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** Whether every character is one of ASCII that can be seen, or a space. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
