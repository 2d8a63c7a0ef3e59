package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.RecentHooks;
import io.gatehook.delivery.queue.DueDelivery;
import java.util.UUID;

/**
 * Shares what a node may have claimed among its hooks, so that receivers that hang never take the
 * capacity of those that answer. A claimed delivery is held until its call begins.
 *
 * <p>A hook is proven once a call of it worked, until one is slow. A proven hook may have a quarter
 * of the slots, and more as long as an eighth stays free; what it may hold goes by quarters. All
 * others together may have a quarter of the slots, each {@value #UNPROVEN}, what they hold
 * included; one whose last call was slow gets half of that, and nothing while the others have an
 * eighth, so that a new hook need not queue behind those that hang. What its breaker does not admit
 * a hook may not have in any case.
 */
public final class HookShares {
  /** Most deliveries at once for a hook of which nothing is known. */
  public static final int UNPROVEN = 2;

  private final Breakers breakers;
  private final int quarter;
  private final int eighth;
  private final int mostHeld;
  private int unproven;
  private int held;

  private final RecentHooks<Share> shares =
      new RecentHooks<>(Share::new, share -> share.total() == 0);

  private static final class Share {
    private int inFlight;
    private int held;
    private int limit = UNPROVEN;
    private boolean proven;

    int total() {
      return inFlight + held;
    }
  }

  /**
   * @param slots calls at one time
   * @param mostHeld deliveries held at one time
   */
  public HookShares(int slots, int mostHeld, Breakers breakers) {
    this.breakers = breakers;
    this.quarter = Math.max(1, slots / 4);
    this.eighth = slots / 8;
    this.mostHeld = mostHeld;
  }

  /** Has the hook hold another delivery; false: it may not. */
  synchronized boolean hold(UUID hook) {
    boolean may = hasRoom(hook);
    if (may) {
      holdAnyway(hook);
    }
    return may;
  }

  /** Has the hook hold a delivery that is claimed already. */
  synchronized void holdAnyway(UUID hook) {
    Share share = shares.get(hook);
    share.held++;
    held++;
    unproven += share.proven ? 0 : 1;
  }

  /** Whether the hook may hold another delivery. */
  synchronized boolean hasRoom(UUID hook) {
    Share share = shares.get(hook);
    return breakers.admits(hook, share.total()) && mayHold(share);
  }

  /** As {@link #hold}; one that the receiver told when to come back may pass its breaker. */
  synchronized boolean hold(DueDelivery due) {
    if (hold(due.hook())) {
      return true;
    }
    boolean expected = held < mostHeld && breakers.expects(due.hook(), due.id());
    if (expected) {
      holdAnyway(due.hook());
    }
    return expected;
  }

  /** A delivery that was held will not be called. */
  synchronized void drop(UUID hook) {
    Share share = shares.get(hook);
    share.held--;
    held--;
    unproven -= share.proven ? 0 : 1;
  }

  /** Begins a call that was held; false: others need the slots that are free. */
  synchronized boolean begin(UUID hook, int free) {
    Share share = shares.get(hook);
    if (free <= 0 || (share.proven && share.inFlight >= quarter && free <= eighth)) {
      return false;
    }
    share.held--;
    held--;
    share.inFlight++;
    return true;
  }

  /**
   * A call ended. A quick failure speaks neither for nor against more calls.
   *
   * @param worked whether the receiver took it
   * @return whether there is more room for other hooks that are not proven
   */
  synchronized boolean end(UUID hook, boolean slow, boolean worked) {
    Share share = shares.get(hook);
    int before = unproven;
    share.inFlight--;
    unproven -= share.proven ? 0 : 1;
    if (slow || worked) {
      learn(share, slow);
    }
    return unproven < before;
  }

  private void learn(Share share, boolean slow) {
    if (share.proven == slow) {
      unproven += slow ? share.total() : -share.total();
      share.proven = !slow;
    }
    share.limit = slow ? Math.max(1, share.limit / 2) : UNPROVEN;
  }

  /** Whether a hook may not have what it holds: it is slow, or its receiver fails. */
  synchronized boolean isSpared(UUID hook) {
    return shares.get(hook).limit < UNPROVEN || breakers.isOpen(hook);
  }

  /** Calls of the hook that are under way. */
  public synchronized int inFlight(UUID hook) {
    Share share = shares.find(hook);
    return share == null ? 0 : share.inFlight;
  }

  private boolean mayHold(Share share) {
    if (held >= mostHeld) {
      return false;
    }
    if (share.proven) {
      return share.held < mostHeld / 4 || held < mostHeld - mostHeld / 4;
    }
    boolean slow = share.limit < UNPROVEN;
    return share.total() < share.limit && unproven < (slow ? Math.max(1, eighth) : quarter);
  }
}
