package io.gatehook.destination;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comment at the top of a template says about it: lines as {@code ## key: value}, up to
 * the first line that is no {@code ##} comment. Other comments may stand among them.
 *
 * @param settings names of those that a hook must give
 * @param optional names of those that it may give
 */
record TemplateHeader(
    String description, String contentType, List<String> settings, List<String> optional) {
  private static final Pattern LINE =
      Pattern.compile("##\\s*(?<key>[a-z][a-z-]*):\\s*(?<value>.*?)\\s*");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern CONTENT_TYPE =
      Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,60}(; ?[\\w-]{1,30}=[\\w-]{1,30})?");
  private static final int MAX_DESCRIPTION = 200;
  private static final int MAX_SETTINGS = 20;

  /**
   * Reads it.
   *
   * @throws TemplateFailure for an unknown key, a key without value, or no description
   */
  static TemplateHeader read(String text) throws TemplateFailure {
    Map<String, String> values = values(text.lines().iterator());
    String description = values.getOrDefault("description", "");
    if (description.isEmpty() || description.length() > MAX_DESCRIPTION) {
      throw new TemplateFailure(
          "the header needs a description of 1 to %d characters".formatted(MAX_DESCRIPTION), 1);
    }
    String contentType = values.getOrDefault("content-type", "application/json");
    if (!CONTENT_TYPE.matcher(contentType).matches()) {
      throw new TemplateFailure("content-type is none: " + contentType, 1);
    }
    return new TemplateHeader(
        description,
        contentType,
        names(values.getOrDefault("settings", "")),
        names(values.getOrDefault("optional", "")));
  }

  private static Map<String, String> values(Iterator<String> lines) throws TemplateFailure {
    var values = new HashMap<String, String>();
    for (int number = 1; lines.hasNext(); number++) {
      String line = lines.next();
      if (!line.startsWith("##")) {
        break;
      }
      Matcher entry = LINE.matcher(line);
      if (entry.matches()) {
        add(values, entry.group("key"), entry.group("value"), number);
      }
    }
    return values;
  }

  private static void add(Map<String, String> values, String key, String value, int line)
      throws TemplateFailure {
    if (!List.of("description", "content-type", "settings", "optional").contains(key)) {
      throw new TemplateFailure("unknown key '%s' in the header".formatted(key), line);
    }
    if (values.put(key, value) != null) {
      throw new TemplateFailure("'%s' stands twice in the header".formatted(key), line);
    }
  }

  private static List<String> names(String text) throws TemplateFailure {
    List<String> names = text.isEmpty() ? List.of() : List.of(text.split("[,\\s]+"));
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new TemplateFailure("'%s' is not a name of a setting".formatted(name), 1);
      }
    }
    if (names.size() > MAX_SETTINGS) {
      throw new TemplateFailure("more than %d settings".formatted(MAX_SETTINGS), 1);
    }
    return names;
  }
}
