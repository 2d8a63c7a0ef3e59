package io.gatehook.lua.resty;

import java.util.ArrayList;
import java.util.List;

/** A resty template as Lua source; text becomes quoted constants, so nothing in it can be code. */
public final class Translation {
  private static final String HEADER = "local __w,__e,__o,echo,include,blocks,layout=...\n";
  private static final String FOOTER = "do return nil,layout end";

  private final StringBuilder lua = new StringBuilder();
  private final List<Integer> lines = new ArrayList<>();

  private Translation() {}

  public static Translation of(String template) {
    var translation = new Translation();
    translation.emit(HEADER, 1, false);
    int last = 1;
    for (Segment segment : Segments.of(template)) {
      translation.add(segment);
      last = segment.line();
    }
    translation.emit(FOOTER + "\n", last, false);
    return translation;
  }

  public String lua() {
    return lua.toString();
  }

  public LineMap lines() {
    return new LineMap(lines);
  }

  private void add(Segment segment) {
    String text = segment.text();
    switch (segment.kind()) {
      case LITERAL -> fixed("__w(" + quoted(normal(text)) + ");\n", segment);
      case ESCAPED -> pasted("__e(", text, ");\n", segment);
      case RAW -> pasted("__o(", text, ");\n", segment);
      case CODE -> pasted("", text, "\n", segment);
      case INCLUDE_EXPRESSION -> pasted("__w(include(", text, "));\n", segment);
      case INCLUDE -> {
        String context = text.isBlank() ? "" : ",";
        String call = "__w(include(" + quoted(normal(segment.name())) + context;
        pasted(call, text, "));\n", segment);
      }
      case BLOCK ->
          fixed(
              "blocks[%s]=include(%s);\n".formatted(quoted(segment.name()), quoted(normal(text))),
              segment);
    }
  }

  private void fixed(String source, Segment segment) {
    emit(source, segment.line(), false);
  }

  private void pasted(String before, String text, String after, Segment segment) {
    emit(before + text + after, segment.line(), true);
  }

  /** Adds source that ends with a newline; pasted source has the lines of the template. */
  private void emit(String source, int line, boolean pasted) {
    int at = line;
    for (int i = 0; i < source.length(); i++) {
      if (source.charAt(i) == '\n') {
        lines.add(at);
        at += pasted ? 1 : 0;
      }
    }
    lua.append(source);
  }

  /** Carriage returns end lines too, as in a long bracket. */
  private static String normal(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\0' -> quoted.append("\\000");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
