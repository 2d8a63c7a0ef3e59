package io.gatehook.bench.traffic;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads HTTP messages with a length off one connection that is kept alive; as little as a benchmark
 * needs, so that its own share of the CPU stays small.
 */
final class Wire {
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int BUFFER = 64 * 1024;
  private static final int MAX_MESSAGE = 16 * 1024 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  Wire(InputStream in) {
    this.in = in;
  }

  /** The next message; blocks until it is complete. */
  Message read() throws IOException {
    int searched = from;
    int end = Message.find(buffer, searched, to, END_OF_HEAD);
    while (end < 0) {
      int seen = Math.max(0, to - from - END_OF_HEAD.length());
      fill();
      searched = from + seen;
      end = Message.find(buffer, searched, to, END_OF_HEAD);
    }
    int head = end + END_OF_HEAD.length() - from;
    int at = Message.find(buffer, from, from + head, LENGTH);
    long length = at < 0 ? 0 : Message.number(buffer, at + LENGTH.length(), from + head);
    while (to - from < head + length) {
      fill();
    }
    int begin = from;
    from += (int) (head + length);
    return new Message(buffer, begin, begin + head, from);
  }

  /** Moves what is not read yet to the front, and takes more behind it. */
  private void fill() throws IOException {
    int kept = to - from;
    if (kept >= MAX_MESSAGE) {
      throw new IOException("message too long");
    }
    byte[] next = kept == buffer.length ? Arrays.copyOf(buffer, 2 * kept) : buffer;
    System.arraycopy(buffer, from, next, 0, kept);
    buffer = next;
    from = 0;
    int read = in.read(buffer, kept, buffer.length - kept);
    if (read < 0) {
      throw new EOFException();
    }
    to = kept + read;
  }
}
