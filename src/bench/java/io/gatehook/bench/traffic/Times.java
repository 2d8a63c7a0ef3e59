package io.gatehook.bench.traffic;

import java.time.Instant;
import java.util.Arrays;

/** A time for each of many small numbers, in microseconds of the clock of this machine. */
final class Times {
  private long[] micros = new long[1 << 16];
  private int end;

  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  synchronized void set(int number, long at) {
    if (number >= micros.length) {
      micros = Arrays.copyOf(micros, Math.max(number + 1, 2 * micros.length));
    }
    micros[number] = at;
    end = Math.max(end, number + 1);
  }

  /** Zero: not set. */
  synchronized long get(int number) {
    return number < end ? micros[number] : 0;
  }

  /** Behind the last number that is set. */
  synchronized int end() {
    return end;
  }
}
