package io.gatehook.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; raised while nobody waits, it is remembered once. */
final class Signal {
  private final Semaphore raised = new Semaphore(0);

  void raise() {
    raised.release();
  }

  /** Returns when the signal is raised, or after this long, or when the thread is interrupted. */
  void await(Duration longest) {
    try {
      if (raised.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        raised.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
