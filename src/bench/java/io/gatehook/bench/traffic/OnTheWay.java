package io.gatehook.bench.traffic;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds sending back while many deliveries are owed: a rate that the line keeps is measured, not
 * how fast a backlog grows, and what is left at the end arrives soon.
 */
final class OnTheWay implements AutoCloseable {
  private static final long MOST = 10_000;
  private static final long POLL = 20_000_000;
  private static final long PAUSE = 1_000_000;

  private final AtomicLong owed = new AtomicLong();
  private volatile long received;
  private volatile boolean closed;

  /** Asks the receiver from now on, if anything is to arrive there. */
  OnTheWay(Plan.Aim aim) throws IOException {
    if (aim.deliveries() > 0) {
      var sink = new SinkPort(aim.sink());
      owed.set(sink.report().getInt("unique"));
      received = owed.get();
      var thread = new Thread(() -> watch(sink), "on-the-way");
      thread.setDaemon(true);
      thread.start();
    } else {
      received = Long.MAX_VALUE;
    }
  }

  void add(long deliveries) {
    owed.addAndGet(deliveries);
  }

  /** Waits for room; false: it is over. */
  boolean await(Pace pace) {
    while (owed.get() - received > MOST && !pace.isOver()) {
      LockSupport.parkNanos(PAUSE);
    }
    return !pace.isOver();
  }

  private void watch(SinkPort sink) {
    try (sink) {
      while (!closed) {
        received = sink.report().getInt("unique");
        LockSupport.parkNanos(POLL);
      }
    } catch (IOException e) {
      System.err.println("source: " + e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
