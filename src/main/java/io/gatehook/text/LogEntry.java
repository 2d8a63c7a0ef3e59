package io.gatehook.text;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a line of the log says: a text for whoever reads it, and the values in it by name for
 * whoever searches. Given to a logger as the one parameter of {@link #FORM}, so that any formatter
 * shows the text. A map, since the formatter of the server sees another copy of this class.
 */
public final class LogEntry extends AbstractMap<String, Object> {
  /** The message of which an entry is the parameter. */
  public static final String FORM = "{0}";

  private final String template;
  private final Object[] values;

  private LogEntry(String template, Object[] values) {
    this.template = template;
    this.values = values;
  }

  /**
   * An entry.
   *
   * @param template text with names in braces, as {@code hook {hook} works again}
   * @param values one for each name, in their order
   */
  public static LogEntry of(String template, Object... values) {
    return new LogEntry(template, values);
  }

  /** The same with more behind it, in the form of {@link #of}. */
  public LogEntry and(String more, Object... others) {
    Object[] all = Arrays.copyOf(values, values.length + others.length);
    System.arraycopy(others, 0, all, values.length, others.length);
    return new LogEntry(template + more, all);
  }

  /** Writes an entry, as {@link #of} makes it. */
  public static void log(Logger log, Level level, String template, Object... values) {
    if (log.isLoggable(level)) {
      log.log(level, FORM, of(template, values));
    }
  }

  /** Values by name, in the order of the text. */
  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> named = new LinkedHashMap<>();
    int from = 0;
    for (Object value : values) {
      int open = template.indexOf('{', from);
      from = template.indexOf('}', open) + 1;
      named.put(template.substring(open + 1, from - 1), value);
    }
    return named.entrySet();
  }

  /** The text, with the values in place of their names. */
  @Override
  public String toString() {
    var text = new StringBuilder(template.length() + 96);
    int from = 0;
    for (Object value : values) {
      int open = template.indexOf('{', from);
      text.append(template, from, open).append(value);
      from = template.indexOf('}', open) + 1;
    }
    return text.append(template, from, template.length()).toString();
  }
}
