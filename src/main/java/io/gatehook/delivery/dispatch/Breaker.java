package io.gatehook.delivery.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Spares a receiver that fails. It opens when several deliveries in a row failed: one that fails
 * over and over may itself be to blame, and has its retry schedule. While it is open nothing is
 * called but, after ever longer waits, one delivery: the probe. Once that works it is closed, and
 * calls at one time grow with each that works. A receiver that says when to come back opens it at
 * once.
 *
 * <p>Pure but for the jitter, whose source is handed in; not safe for threads.
 */
final class Breaker {
  /** So many deliveries in a row failed: it is the receiver. */
  static final int FAILURES = 5;

  /** From the opening to the first probe. */
  static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** Each wait is so many times the one before. */
  static final int GROWTH = 2;

  /** Longest wait for a probe: how long a receiver that is back may go unnoticed. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /**
   * A wait is shortened by up to this share, so that hooks of one receiver do not march in step.
   */
  static final double JITTER = 0.2;

  /** A receiver's Retry-After counts up to this. */
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** So many calls worked after it was closed: how many go at once is no more its business. */
  static final int RECOVERED = 32;

  private final DoubleSupplier random;
  private final Set<UUID> failed = new HashSet<>();
  private Duration wait = Duration.ZERO;
  private @Nullable Opening opening;
  private @Nullable UUID told;
  private int worked = RECOVERED;

  /** What calls from before this say is past. */
  private Instant begun = Instant.MIN;

  /** Since when it is open, and until when not even a probe goes. */
  private record Opening(Instant since, Instant until) {}

  /**
   * @param random uniform in [0, 1)
   */
  Breaker(DoubleSupplier random) {
    this.random = random;
  }

  /** Whether another call may begin. */
  boolean admits(Instant now, int inFlight) {
    if (opening != null) {
      return inFlight == 0 && !now.isBefore(opening.until());
    }
    return worked >= RECOVERED || inFlight <= worked;
  }

  /**
   * Whether this is the delivery that was told when to come back: its own retry schedule took that
   * into account, so it need not wait for the others' sake.
   */
  boolean expects(UUID delivery) {
    return delivery.equals(told);
  }

  /** Calls are made in another way: it closes, as after a probe that worked. */
  void restart(Instant now) {
    begun = now;
    close();
  }

  /** A call worked. */
  void worked(Instant startedAt) {
    if (isOld(startedAt)) {
      return;
    }
    if (opening == null && worked < RECOVERED) {
      worked++;
    }
    close();
  }

  /**
   * A call failed in a way that another may not.
   *
   * @param retryAfter what the receiver asked for; null: nothing
   */
  void failed(UUID delivery, Instant startedAt, Instant now, @Nullable Duration retryAfter) {
    if (startedAt.isBefore(begun)) {
      return;
    }
    Duration pause = retryAfter == null ? Duration.ZERO : min(retryAfter, LONGEST_PAUSE);
    boolean asked = !pause.isZero();
    if (opening != null && isOld(startedAt)) {
      opening = new Opening(opening.since(), max(opening.until(), now.plus(pause)));
      return;
    }
    if (failed.size() < FAILURES) {
      failed.add(delivery);
    }
    told = asked || expects(delivery) ? delivery : null;
    if (asked) {
      open(now, pause);
    } else if (opening != null || failed.size() >= FAILURES) {
      wait = opening == null ? FIRST_WAIT : min(wait.multipliedBy(GROWTH), LONGEST_WAIT);
      open(now, jittered(wait));
    }
  }

  /** Whether it is as new, so that it can be forgotten. */
  boolean isIdle() {
    return opening == null && failed.isEmpty() && worked >= RECOVERED;
  }

  boolean isOpen() {
    return opening != null;
  }

  BreakerState state(Instant now) {
    if (opening == null) {
      return BreakerState.CLOSED;
    }
    return now.isBefore(opening.until()) ? BreakerState.OPEN : BreakerState.HALF_OPEN;
  }

  /** No probe before this; null: it is closed. */
  @Nullable Instant openUntil() {
    return opening == null ? null : opening.until();
  }

  /** A call from before the opening says nothing that is news. */
  private boolean isOld(Instant startedAt) {
    return startedAt.isBefore(begun) || (opening != null && startedAt.isBefore(opening.since()));
  }

  private void close() {
    worked = opening == null ? worked : 1;
    failed.clear();
    wait = Duration.ZERO;
    opening = null;
    told = null;
  }

  private void open(Instant now, Duration length) {
    wait = max(wait, FIRST_WAIT);
    Instant until = now.plus(length);
    opening = new Opening(now, opening == null ? until : max(opening.until(), until));
  }

  private Duration jittered(Duration full) {
    return Duration.ofMillis(Math.round(full.toMillis() * (1 - JITTER * random.getAsDouble())));
  }

  private static <T extends Comparable<T>> T min(T a, T b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static <T extends Comparable<T>> T max(T a, T b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
