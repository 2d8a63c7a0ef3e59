package io.gatehook.faults.clock;

/**
 * By how much the wall clock of this process is wrong; on the boot class path, for the JDK's own.
 */
public final class Skew {
  private static volatile long millis;

  private Skew() {}

  public static long millis() {
    return millis;
  }

  public static long nanos() {
    return millis * 1_000_000;
  }

  public static void set(long wanted) {
    millis = wanted;
  }
}
