package io.gatehook.runtime.log;

import java.time.Instant;

/** Writes times as RFC 3339, UTC with milliseconds; what a second has in common is made once. */
final class Timestamp {

  private static final int LENGTH_TO_THE_SECOND = "2026-01-01T00:00:00".length();

  private volatile Second last = Second.of(Instant.EPOCH);

  /** A second and its text without fraction and zone. */
  private record Second(long number, String text) {
    static Second of(Instant time) {
      String text = time.toString().substring(0, LENGTH_TO_THE_SECOND);
      return new Second(time.getEpochSecond(), text);
    }
  }

  void append(Instant time, StringBuilder target) {
    Second second = last;
    if (second.number() != time.getEpochSecond()) {
      second = Second.of(time);
      last = second;
    }
    int millis = time.getNano() / 1_000_000;
    target.append(second.text()).append('.');
    target.append((char) ('0' + millis / 100));
    target.append((char) ('0' + millis / 10 % 10));
    target.append((char) ('0' + millis % 10)).append('Z');
  }
}
