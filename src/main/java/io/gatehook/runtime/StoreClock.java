package io.gatehook.runtime;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The one clock: the store's time, sampled now and then and carried forward by this machine's
 * monotonic clock. Cut to microseconds, which is what the store keeps.
 *
 * <p>Two samples may disagree by the jitter of a round trip, so time may step back by that much.
 */
class StoreClock extends Clock {

  private final Supplier<Instant> source;
  private final LongSupplier nanoTime;
  private volatile Sample sample;

  private record Sample(Instant instant, long nanoTime) {}

  /** Samples at once. */
  StoreClock(Supplier<Instant> source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
    this.sample = take();
  }

  /** Asks the store for its time; blocks for that long and leaves the clock alone if it throws. */
  void sample() {
    sample = take();
  }

  /** The answer was true somewhere between question and arrival: half-way is the best guess. */
  private Sample take() {
    long asked = nanoTime.getAsLong();
    Instant instant = source.get();
    long answered = nanoTime.getAsLong();
    return new Sample(instant, asked + (answered - asked) / 2);
  }

  @Override
  public Instant instant() {
    Sample last = sample;
    long elapsed = nanoTime.getAsLong() - last.nanoTime();
    return last.instant().plusNanos(elapsed).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Gatehook reckons in UTC only");
  }
}
