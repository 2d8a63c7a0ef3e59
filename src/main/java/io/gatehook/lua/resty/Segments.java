package io.gatehook.lua.resty;

import io.gatehook.lua.resty.Segment.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into its parts. Whatever is no complete tag is text. */
final class Segments {
  private final String template;
  private final List<Segment> segments = new ArrayList<>();
  private int done;
  private int lineAt;
  private int line = 1;

  private Segments(String template) {
    this.template = template;
  }

  static List<Segment> of(String template) {
    var segments = new Segments(template);
    segments.cut();
    return segments.segments;
  }

  private void cut() {
    int brace = template.indexOf('{');
    while (brace >= 0) {
      int next = tag(brace, brace + 1 < template.length() ? template.charAt(brace + 1) : 0);
      brace = template.indexOf('{', next);
    }
    literal(done, template.length());
  }

  /** Takes what begins at a brace; returns where to look for the next one. */
  private int tag(int brace, char kind) {
    return switch (kind) {
      case '{' -> simple(brace, "}}", Kind.ESCAPED);
      case '*' -> simple(brace, "*}", Kind.RAW);
      case '[' -> simple(brace, "]}", Kind.INCLUDE_EXPRESSION);
      case '(' -> include(brace);
      case '%' -> code(brace);
      case '#' -> comment(brace);
      case '-' -> block(brace);
      default -> brace + 1;
    };
  }

  private int simple(int brace, String close, Kind kind) {
    int end = template.indexOf(close, brace + 2);
    if (end < 0 || isEscaped(brace)) {
      return end < 0 ? brace + 1 : escaped(brace);
    }
    literal(done, beforeBackslash(brace));
    add(kind, "", brace + 2, end);
    return skipTo(end + 2);
  }

  private int include(int brace) {
    int end = template.indexOf(")}", brace + 2);
    if (end < 0 || isEscaped(brace)) {
      return end < 0 ? brace + 1 : escaped(brace);
    }
    literal(done, beforeBackslash(brace));
    int comma = template.indexOf(',', Math.min(brace + 3, end));
    int nameEnd = comma < 0 || comma >= end ? end : comma;
    String name = template.substring(brace + 2, nameEnd).strip();
    add(Kind.INCLUDE, name, Math.min(nameEnd + 1, end), end);
    return skipTo(end + 2);
  }

  private int code(int brace) {
    int end = template.indexOf("%}", brace + 2);
    if (end < 0 || isEscaped(brace)) {
      return end < 0 ? brace + 1 : escaped(brace);
    }
    literal(done, withoutBlanks(brace));
    add(Kind.CODE, "", brace + 2, end);
    return skipTo(behindNewline(end + 2));
  }

  private int comment(int brace) {
    int end = template.indexOf("#}", brace + 2);
    if (end < 0 || isEscaped(brace)) {
      return end < 0 ? brace + 1 : escaped(brace);
    }
    literal(done, beforeBackslash(brace));
    return skipTo(behindNewline(end + 2));
  }

  private int block(int brace) {
    int nameEnd = template.indexOf("-}", brace + 2);
    int close =
        nameEnd < 0 ? -1 : template.indexOf(template.substring(brace, nameEnd + 2), nameEnd + 2);
    if (close < 0 || isEscaped(brace)) {
      return close < 0 ? brace + 1 : escaped(brace);
    }
    String name = template.substring(brace + 2, nameEnd).strip();
    int behind = behindNewline(close + nameEnd + 2 - brace);
    // the original has the body in a long bracket, which eats a newline at its start
    int body = behindNewline(nameEnd + 2);
    if (name.equals("raw") || name.equals("verbatim")) {
      literal(done, beforeBackslash(brace));
      literal(Math.min(body, close), close);
    } else {
      literal(done, withoutBlanks(brace));
      int end = close > body && template.charAt(close - 1) == '\n' ? close - 1 : close;
      add(Kind.BLOCK, name, Math.min(body, end), end);
    }
    return skipTo(behind);
  }

  /** A backslash before the tag makes it text; two are one backslash. */
  private boolean isEscaped(int brace) {
    return isBackslash(brace - 1) && !isBackslash(brace - 2);
  }

  private boolean isBackslash(int index) {
    return index >= 0 && template.charAt(index) == '\\';
  }

  private int escaped(int brace) {
    literal(done, brace - 1);
    done = brace;
    return brace + 1;
  }

  private int beforeBackslash(int brace) {
    return isBackslash(brace - 1) ? brace - 1 : brace;
  }

  private int withoutBlanks(int brace) {
    int end = brace;
    while (end > 0 && " \t\u000b\0".indexOf(template.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  private int behindNewline(int index) {
    return index < template.length() && template.charAt(index) == '\n' ? index + 1 : index;
  }

  private int skipTo(int index) {
    done = index;
    return index;
  }

  private void literal(int from, int to) {
    if (from < to) {
      add(Kind.LITERAL, "", from, to);
    }
  }

  private void add(Kind kind, String name, int from, int to) {
    for (; lineAt < from; lineAt++) {
      line += template.charAt(lineAt) == '\n' ? 1 : 0;
    }
    segments.add(new Segment(kind, name, template.substring(from, to), line));
  }
}
