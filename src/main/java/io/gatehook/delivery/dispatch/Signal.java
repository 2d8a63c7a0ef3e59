package io.gatehook.delivery.dispatch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; raised while nobody waits, it is remembered once. */
final class Signal {
  private final Semaphore raised = new Semaphore(0);

  void raise() {
    raised.release();
  }

  /** Whether the signal was raised; false after this long, or when the thread is interrupted. */
  boolean await(Duration longest) {
    try {
      if (raised.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        raised.drainPermits();
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
