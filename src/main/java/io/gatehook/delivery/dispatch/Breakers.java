package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.RecentHooks;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.handler.HandlerResult;
import io.gatehook.text.LogEntry;
import io.gatehook.text.Printable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The breakers of this node, one for each hook whose last call failed; every node learns by itself.
 * Safe for threads.
 */
public final class Breakers {
  /** Bytes of a reason in the log. */
  private static final int MAX_LOGGED_REASON = 1000;

  private static final Logger LOG = System.getLogger(Breakers.class.getName());

  private final Clock clock;
  private final RecentHooks<Breaker> known;

  /**
   * A breaker as an operator sees it.
   *
   * @param openUntil no call before this; null: it is closed
   */
  public record Reading(BreakerState state, @Nullable Instant openUntil) {}

  /**
   * @param random uniform in [0, 1)
   */
  public Breakers(Clock clock, DoubleSupplier random) {
    this.clock = clock;
    this.known = new RecentHooks<>(() -> new Breaker(random));
  }

  /** Whether another call of the hook may begin. */
  synchronized boolean admits(UUID hook, int inFlight) {
    Breaker breaker = known.find(hook);
    return breaker == null || breaker.admits(clock.instant(), inFlight);
  }

  /** Whether the receiver told this very delivery when to come back. */
  synchronized boolean expects(UUID hook, UUID delivery) {
    Breaker breaker = known.find(hook);
    return breaker != null && breaker.expects(delivery);
  }

  /** What a call says about its receiver; a refusal for good says nothing. */
  synchronized void learn(ClaimedDelivery delivery, HandlerResult result, Instant startedAt) {
    UUID hook = delivery.hook();
    Breaker breaker = known.find(hook);
    if (result instanceof HandlerResult.Delivered && breaker != null) {
      boolean wasOpen = breaker.isOpen();
      breaker.worked(startedAt);
      if (wasOpen && !breaker.isOpen()) {
        LogEntry.log(LOG, Level.INFO, "hook {hook} is called again", hook);
      }
      if (breaker.isIdle()) {
        known.forget(hook);
      }
    } else if (result instanceof HandlerResult.Retryable failure) {
      learn(delivery, failure, startedAt);
    }
  }

  private void learn(ClaimedDelivery delivery, HandlerResult.Retryable failure, Instant startedAt) {
    Breaker breaker = known.get(delivery.hook());
    boolean wasOpen = breaker.isOpen();
    breaker.failed(delivery.id(), startedAt, clock.instant(), failure.retryAfter());
    if (!wasOpen && breaker.isOpen()) {
      LogEntry.log(
          LOG,
          Level.WARNING,
          "hook {hook} is not called before {next_attempt_at}: {reason}",
          delivery.hook(),
          String.valueOf(breaker.openUntil()),
          Printable.line(failure.reason(), MAX_LOGGED_REASON));
    }
  }

  /** The hook is called in another way from now on: what was learnt before counts no more. */
  synchronized void close(UUID hook) {
    Breaker breaker = known.find(hook);
    if (breaker == null) {
      return;
    }
    boolean wasOpen = breaker.isOpen();
    breaker.restart(clock.instant());
    if (wasOpen) {
      LogEntry.log(LOG, Level.INFO, "hook {hook} was changed and is called again", hook);
    }
  }

  /** Whether the hook is called with no more than probes. */
  synchronized boolean isOpen(UUID hook) {
    Breaker breaker = known.find(hook);
    return breaker != null && breaker.isOpen();
  }

  /** Whether this node calls the hook. */
  public synchronized Reading read(UUID hook) {
    Breaker breaker = known.find(hook);
    return breaker == null
        ? new Reading(BreakerState.CLOSED, null)
        : new Reading(breaker.state(clock.instant()), breaker.openUntil());
  }
}
