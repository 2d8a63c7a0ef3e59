package io.gatehook.lua;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/**
 * A source as the compiler reads it, which knows how far that came: the compiler does not say near
 * what it failed, and LuaJIT does.
 */
final class SourceText extends ByteArrayInputStream {
  private static final String UNEXPECTED = "unexpected symbol";

  private boolean ended;

  /** A blank at the end tells the last word from the end. */
  SourceText(String source) {
    super((source + " ").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized int read() {
    int next = super.read();
    ended |= next < 0;
    return next;
  }

  @Override
  public synchronized int read(byte[] into, int from, int length) {
    int read = super.read(into, from, length);
    ended |= read < 0;
    return read;
  }

  /** The compiler's message in LuaJIT's words. */
  String worded(String message) {
    int symbol = message.indexOf(": " + UNEXPECTED);
    String words = symbol < 0 ? message : message.substring(0, symbol + 2) + UNEXPECTED;
    words = words.replace("'<eos>' expected", "'<eof>' expected");
    if (words.endsWith(": syntax error")) {
      words = words.substring(0, words.length() - "syntax error".length()) + "'=' expected";
    }
    return words.contains(" label ") ? words : words + " near '" + token() + "'";
  }

  /** Of the byte read last. */
  int line() {
    int line = 1;
    for (int i = 0; i < pos - 1; i++) {
      line += buf[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** The token that ends before the byte read last. */
  private String token() {
    int end = ended ? count : Math.max(0, pos - 1);
    if (ended || end == 0) {
      return "<eof>";
    }
    int start = end - 1;
    while (start > 0 && isWord(buf[start]) && isWord(buf[start - 1])) {
      start--;
    }
    return new String(buf, start, end - start, StandardCharsets.UTF_8);
  }

  private static boolean isWord(byte c) {
    return c == '_' || c < 0 || Character.isLetterOrDigit((char) c);
  }
}
