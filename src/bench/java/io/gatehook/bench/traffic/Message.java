package io.gatehook.bench.traffic;

import java.nio.charset.StandardCharsets;

/** One HTTP message as it came; good until the next one is read from the same wire. */
final class Message {
  private final byte[] bytes;
  private final int from;
  private final int body;
  private final int to;

  /**
   * A message.
   *
   * @param bytes not copied
   * @param from where its start line begins
   * @param body where its body begins
   * @param to where it ends
   */
  Message(byte[] bytes, int from, int body, int to) {
    this.bytes = bytes;
    this.from = from;
    this.body = body;
    this.to = to;
  }

  boolean isGet() {
    return bytes[from] == 'G';
  }

  /** Second word of the start line: the target of a request, the status of an answer. */
  String secondWord() {
    int begin = from;
    while (bytes[begin] != ' ') {
      begin++;
    }
    int end = begin + 1;
    while (bytes[end] > ' ') {
      end++;
    }
    return new String(bytes, begin + 1, end - begin - 1, StandardCharsets.US_ASCII);
  }

  /** Whether a header is there; in lower case, as {@code connection: close}. */
  boolean hasHeader(String wanted) {
    return find(bytes, from, body, wanted) >= 0;
  }

  /** The number behind {@code "name":} in the body; -1: there is none. */
  long number(String name) {
    int at = find(bytes, body, to, "\"" + name + "\":");
    return at < 0 ? -1 : number(bytes, at + name.length() + 3, to);
  }

  String text() {
    return new String(bytes, body, to - body, StandardCharsets.UTF_8);
  }

  /** Where a text in lower case stands in these bytes, in any case; -1: nowhere. */
  static int find(byte[] bytes, int from, int to, String wanted) {
    for (int i = from; i <= to - wanted.length(); i++) {
      int same = 0;
      while (same < wanted.length() && lower(bytes[i + same]) == wanted.charAt(same)) {
        same++;
      }
      if (same == wanted.length()) {
        return i;
      }
    }
    return -1;
  }

  /** The digits from here on, after spaces. */
  static long number(byte[] bytes, int from, int to) {
    long number = 0;
    int i = from;
    while (i < to && bytes[i] == ' ') {
      i++;
    }
    while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
      number = number * 10 + bytes[i] - '0';
      i++;
    }
    return number;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }
}
