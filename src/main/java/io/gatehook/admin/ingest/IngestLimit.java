package io.gatehook.admin.ingest;

import io.gatehook.rate.TokenBucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps the worker events that come to this node below a number a second, so that a gateway gone
 * wild fills no store. A request is refused while those before it are being made up for, and never
 * for its own size. Safe for threads.
 */
public final class IngestLimit {
  private final int perSecond;
  private final LongSupplier nanoTime;
  private final TokenBucket bucket = new TokenBucket();
  private final AtomicLong refused = new AtomicLong();

  /**
   * @param perSecond events; 0: any number
   * @param nanoTime as of {@link System#nanoTime()}
   */
  public IngestLimit(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /**
   * To be asked before a request is read.
   *
   * @throws TooManyEvents if those of other requests have to be made up for first
   */
  public synchronized void check() {
    if (perSecond == 0) {
      return;
    }
    bucket.fill(perSecond, nanoTime.getAsLong());
    Duration wait = bucket.untilNext(perSecond);
    if (!wait.isZero()) {
      refused.incrementAndGet();
      throw new TooManyEvents(perSecond, wait);
    }
  }

  /** So many events were read. */
  public synchronized void take(int events) {
    bucket.take(events);
  }

  /** Requests that were refused since the start. */
  public long refused() {
    return refused.get();
  }
}
