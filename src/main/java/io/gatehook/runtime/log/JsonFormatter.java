package io.gatehook.runtime.log;

import io.gatehook.text.Printable;
import java.util.Map;
import java.util.logging.LogRecord;

/**
 * A line of JSON for each record: {@code time}, {@code level}, {@code logger}, {@code message}, the
 * values that the message names, and as {@code error} what was thrown, with its stack trace.
 */
public final class JsonFormatter extends LineFormatter {

  @Override
  public String format(LogRecord line) {
    var json = new StringBuilder(2 * USUAL_LENGTH);
    json.append("{\"time\":\"");
    timestamp.append(line.getInstant(), json);
    json.append('"');
    member(json, "level", line.getLevel().getName());
    member(json, "logger", String.valueOf(line.getLoggerName()));
    member(json, "message", message(line));
    Object[] parameters = line.getParameters();
    if (parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> values) {
      values.forEach((name, value) -> member(json, String.valueOf(name), value));
    }
    if (line.getThrown() != null) {
      member(json, "error", trace(line.getThrown()));
    }
    return json.append("}\n").toString();
  }

  private static void member(StringBuilder json, String name, Object value) {
    json.append(",\"").append(name).append("\":");
    if (value instanceof Integer || value instanceof Long) {
      json.append(value);
      return;
    }
    String text = String.valueOf(value);
    boolean bare = isPlain(text) && text.indexOf('"') < 0 && text.indexOf('\\') < 0;
    json.append('"').append(bare ? text : Printable.jsonString(text, Integer.MAX_VALUE));
    json.append('"');
  }
}
