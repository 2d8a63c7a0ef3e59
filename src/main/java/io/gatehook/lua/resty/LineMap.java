package io.gatehook.lua.resty;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.luaj.vm2.Prototype;

/** Which line of the original each line of a generated source stands for. */
public final class LineMap {
  /** For a source that is the original. */
  public static final LineMap IDENTITY = new LineMap(List.of());

  private static final Pattern POSITION = Pattern.compile("(:)(\\d{1,9})(: )");

  private final List<Integer> lines;

  LineMap(List<Integer> lines) {
    this.lines = new ArrayList<>(lines);
  }

  /** Makes compiled code name the lines of the original. */
  public void apply(Prototype prototype) {
    if (lines.isEmpty()) {
      return;
    }
    for (int i = 0; i < prototype.lineinfo.length; i++) {
      prototype.lineinfo[i] = original(prototype.lineinfo[i]);
    }
    for (Prototype inner : prototype.p) {
      apply(inner);
    }
  }

  /** The compiler's message with the line of the original. */
  public String apply(String message) {
    Matcher position = POSITION.matcher(message);
    if (lines.isEmpty() || !position.find()) {
      return message;
    }
    int line = original(Integer.parseInt(position.group(2)));
    return message.substring(0, position.start())
        + ":"
        + line
        + message.substring(position.end() - 2);
  }

  private int original(int line) {
    return lines.get(Math.max(0, Math.min(line, lines.size()) - 1));
  }
}
