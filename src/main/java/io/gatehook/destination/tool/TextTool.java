package io.gatehook.destination.tool;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code $text}: values as text that fits a receiver. Lengths are in UTF-16 units; what is cut ends
 * in an ellipsis, and never within a character.
 */
public final class TextTool implements TemplateTool {
  private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]()#~|<>]");

  /** A string as it is, nothing for null, anything else as JSON. */
  public String of(@Nullable Object value) {
    return JsonTool.text(value);
  }

  /** The text, cut. */
  public String cut(@Nullable Object value, int max) {
    return PlainValues.cut(of(value), max);
  }

  /** The text as one printable line, cut; {@code -} for an empty one. */
  public String line(@Nullable Object value, int max) {
    return PlainValues.cut(PlainValues.line(of(value)), max);
  }

  /** As a line for Slack's mrkdwn: no mention, link or entity comes out of it. */
  public String slack(@Nullable Object value, int max) {
    return escaped(line(value, max), max, TextTool::slackEntity);
  }

  /** As a line for Markdown: its signs stand for themselves. */
  public String markdown(@Nullable Object value, int max) {
    return escaped(
        line(value, max),
        max,
        character -> MARKDOWN.matcher(character).matches() ? "\\" + character : character);
  }

  /** The first members of a map. */
  public List<? extends Map.Entry<?, ?>> members(Map<?, ?> map, int max) {
    return map.entrySet().stream().limit(max).toList();
  }

  /** The first of the two that is neither null nor empty. */
  public @Nullable Object or(@Nullable Object value, @Nullable Object otherwise) {
    return of(value).isBlank() ? otherwise : value;
  }

  private interface Escape {
    String of(String character);
  }

  /** No longer than max when it is escaped, and no escape is cut in two. */
  private static String escaped(String text, int max, Escape escape) {
    var result = new StringBuilder();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      String next = escape.of(Character.toString(text.codePointAt(i)));
      if (result.length() + next.length() > max) {
        break;
      }
      result.append(next);
    }
    return result.toString();
  }

  private static String slackEntity(String character) {
    return switch (character) {
      case "&" -> "&amp;";
      case "<" -> "&lt;";
      case ">" -> "&gt;";
      default -> character;
    };
  }
}
