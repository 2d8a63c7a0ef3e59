package io.gatehook.delivery.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Decides when to look into the store for what is due: at once after a recording left some there,
 * soon after hooks that had no room may have some again, else at intervals, for retries. One thread
 * looks, any thread tells.
 */
final class DueWatch {
  /** Longest time for which a due retry is not noticed. */
  static final Duration POLL = Duration.ofMillis(250);

  /** Shortest time between two looks for deliveries whose hooks had no room. */
  static final Duration LINGER = Duration.ofMillis(5);

  private final LongSupplier nanoTime;
  private volatile boolean due = true;
  private volatile boolean turn;
  private volatile boolean room;
  private volatile boolean looking;
  private volatile Set<UUID> waiting = Set.of();
  private long lookedAt;

  /**
   * @param nanoTime as of {@link System#nanoTime()}
   */
  DueWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** There may be due deliveries in the store that nobody has looked at. */
  void due() {
    due = true;
  }

  /** A delivery of an ordered hook may have its turn. */
  void turn() {
    turn = true;
  }

  /**
   * A call ended.
   *
   * @param forOthers whether other hooks may have more for it
   */
  void ended(UUID hook, boolean forOthers) {
    if (forOthers || looking || waiting.contains(hook)) {
      room = true;
    }
  }

  /** Whether older ones than what is recorded now may wait in the store. */
  boolean isDue() {
    return due;
  }

  boolean wantsLook() {
    long since = nanoTime.getAsLong() - lookedAt;
    return due || turn || since > POLL.toNanos() || (room && since >= LINGER.toNanos());
  }

  /** A look begins. */
  void looking() {
    lookedAt = nanoTime.getAsLong();
    due = false;
    turn = false;
    room = false;
    looking = true;
  }

  /** What the look led to. */
  void looked(Claims claims, boolean asManyAsWanted) {
    waiting = claims.waiting();
    looking = false;
    if (asManyAsWanted) {
      due = true;
    }
  }

  /** How long to wait before a look that is wanted because there is room; 0 when none is. */
  Duration untilRoom() {
    long left = LINGER.toNanos() - (nanoTime.getAsLong() - lookedAt);
    return room ? Duration.ofNanos(Math.max(0, left)) : Duration.ZERO;
  }
}
