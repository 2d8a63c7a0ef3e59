package io.gatehook.bench.traffic;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Says when the next request is due, and when sending is over. Shared by all connections. */
final class Pace {
  private final long begin = System.nanoTime();
  private final long end;
  private final double nanosBetween;
  private final AtomicLong sent = new AtomicLong();

  Pace(Load load, int seconds) {
    this.end = begin + seconds * 1_000_000_000L;
    this.nanosBetween = load.perSecond() == 0 ? 0 : load.perRequest() * 1e9 / load.perSecond();
  }

  boolean isOver() {
    return System.nanoTime() >= end;
  }

  /** Waits until another request is due, not at all where one is late; false: it is over. */
  boolean await() {
    long due = nanosBetween == 0 ? begin : begin + (long) (sent.getAndIncrement() * nanosBetween);
    long left = due - System.nanoTime();
    while (left > 0 && due < end) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
    return due < end && !isOver();
  }
}
