package io.gatehook.handler.lambda;

import io.gatehook.lua.LogLine;
import io.gatehook.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * What functions said, fit to be logged and kept: one entry for each row of text, safe to print, no
 * more than {@value #MAX_ROWS} of them and 64 KiB in all.
 */
final class Transcript {
  static final int MAX_ROWS = 500;
  static final int MAX_BYTES = 64 * 1024;

  private final List<LogLine> rows = new ArrayList<>();
  private int bytesLeft = MAX_BYTES;
  private int leftOut;

  private Transcript() {}

  static List<LogLine> of(List<LogLine> said) {
    var transcript = new Transcript();
    for (LogLine line : said) {
      String text = line.text().isEmpty() ? "\n" : line.text();
      text.lines().forEach(row -> transcript.add(line.level(), row));
    }
    if (transcript.leftOut > 0) {
      transcript.rows.add(new LogLine("warn", transcript.leftOut + " more lines left out"));
    }
    return List.copyOf(transcript.rows);
  }

  /** As the attempt keeps them. */
  static List<String> texts(List<LogLine> rows) {
    return rows.stream().map(row -> row.level() + ": " + row.text()).toList();
  }

  private void add(String level, String row) {
    if (rows.size() == MAX_ROWS || bytesLeft == 0) {
      leftOut++;
      return;
    }
    String text = Printable.line(row.replace('\t', ' '), bytesLeft);
    bytesLeft -= Math.min(bytesLeft, Printable.bytes(text) + 1);
    rows.add(new LogLine(level, text));
  }
}
