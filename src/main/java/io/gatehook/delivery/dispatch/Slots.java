package io.gatehook.delivery.dispatch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Calls that may be in flight at one time. */
final class Slots {
  private final int count;
  private final Semaphore free;

  Slots(int count) {
    this.count = count;
    this.free = new Semaphore(count);
  }

  int free() {
    return free.availablePermits();
  }

  int taken() {
    return count - free.availablePermits();
  }

  void take() {
    free.acquireUninterruptibly();
  }

  void release(int ended) {
    free.release(ended);
  }

  /** Waits until no slot is taken; false: some were at the end of this time. */
  boolean awaitAllFree(Duration longest) {
    try {
      if (free.tryAcquire(count, longest.toNanos(), TimeUnit.NANOSECONDS)) {
        free.release(count);
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
