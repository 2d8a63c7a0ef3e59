package io.gatehook.handler.log;

import static io.gatehook.handler.log.EventText.MAX_BYTES;

import io.gatehook.event.WorkerEvent;
import io.gatehook.text.Printable;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The box that Kong's log handler draws: label, event, source, data and pid as Lua values, in rows
 * of 120 characters between margins. Rows that do not fit into 16 KiB are left out and marked.
 */
final class EventBox {
  private static final int WIDTH = 120;
  private static final String RULE = "+" + "-".repeat(WIDTH) + "+";
  private static final String CUT = row("...");

  private EventBox() {}

  static String of(WorkerEvent event, long pid) {
    String text =
        "%s %s %s %s %d"
            .formatted(
                lua("log callback: "),
                lua(event.event()),
                lua(event.source()),
                LuaText.of(event.data()),
                pid);
    var rows = new ArrayList<String>();
    rows.add(RULE);
    int left = MAX_BYTES - 2 * (RULE.length() + 1) - CUT.length() - 1;
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

  private static String lua(String text) {
    return LuaText.of(Json.createValue(text));
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
