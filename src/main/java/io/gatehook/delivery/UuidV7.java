package io.gatehook.delivery;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes time-ordered UUIDs (RFC 9562, version 7): 48 bits of milliseconds, 74 random bits. */
public final class UuidV7 {
  private final RandomGenerator random;

  public UuidV7(RandomGenerator random) {
    this.random = random;
  }

  public UUID at(Instant time) {
    long high = (time.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
    long low = 0x8000000000000000L | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
