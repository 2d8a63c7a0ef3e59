package io.gatehook.bench.rig;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HTTP messages off one connection that is kept alive; as little as a benchmark needs, so
 * that its own share of the CPU stays small.
 */
final class Wire {
  private static final Pattern LENGTH = Pattern.compile("content-length: *([0-9]+)");
  private static final int MAX_HEAD = 64 * 1024;

  private final InputStream in;

  Wire(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /**
   * One message.
   *
   * @param head start line and headers in lower case
   */
  record Message(String head, String body) {}

  /** The next message; blocks until it is complete. */
  Message read() throws IOException {
    String head = head();
    Matcher length = LENGTH.matcher(head);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return new Message(head, new String(body, StandardCharsets.UTF_8));
  }

  private String head() throws IOException {
    var head = new StringBuilder(512);
    while (head.length() < MAX_HEAD) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException();
      }
      head.append((char) c);
      int length = head.length();
      if (c == '\n' && length > 3 && head.charAt(length - 3) == '\n') {
        return head.toString().toLowerCase(Locale.ROOT);
      }
    }
    throw new IOException("head too long");
  }
}
