package io.gatehook.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The box that Kong draws around values in its log: rows of 120 characters between margins, a rule
 * above and below.
 */
public final class Box {
  private static final int WIDTH = 120;
  private static final String RULE = "+" + "-".repeat(WIDTH) + "+";
  private static final String CUT = row("...");

  private Box() {}

  /**
   * Draws it around printable text; longer lines go on in the next row. Rows that do not fit into
   * so many bytes are left out and marked.
   */
  public static String around(String text, int maxBytes) {
    var rows = new ArrayList<String>();
    rows.add(RULE);
    int left = maxBytes - 2 * (RULE.length() + 1) - CUT.length() - 1;
    for (String piece : pieces(text)) {
      String row = row(piece);
      left -= Printable.bytes(row) + 1;
      if (left < 0) {
        rows.add(CUT);
        break;
      }
      rows.add(row);
    }
    rows.add(RULE);
    return String.join("\n", rows);
  }

  private static String row(String content) {
    int length = content.codePointCount(0, content.length());
    return "|" + content + " ".repeat(WIDTH - length) + "|";
  }

  private static List<String> pieces(String text) {
    return text.lines().flatMap(line -> wrapped(line).stream()).toList();
  }

  private static List<String> wrapped(String line) {
    var pieces = new ArrayList<String>();
    int from = 0;
    while (isWiderThanARow(line, from)) {
      int to = line.offsetByCodePoints(from, WIDTH);
      pieces.add(line.substring(from, to));
      from = to;
    }
    pieces.add(line.substring(from));
    return pieces;
  }

  private static boolean isWiderThanARow(String line, int from) {
    int looked = Math.min(line.length(), from + 2 * WIDTH + 1);
    return line.codePointCount(from, looked) > WIDTH;
  }
}
