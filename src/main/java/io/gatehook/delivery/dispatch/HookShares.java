package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.queue.DueDelivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Shares the slots of a node among its hooks, so that receivers that hang never take the capacity
 * of those that answer.
 *
 * <p>A hook is proven while its last call was not slow. A proven hook may have a quarter of the
 * slots, and more as long as a quarter stays free. All others together may have half of the slots,
 * each {@value #UNPROVEN}; one whose last call was slow gets half of that, down to one, and nothing
 * while the others have a quarter, so that a new hook need not queue behind those that hang.
 */
public final class HookShares {
  /** Most calls at once for a hook of which nothing is known. */
  public static final int UNPROVEN = 4;

  /** So many hooks are known; the longest idle ones are forgotten first. */
  static final int MAX_KNOWN = 10_000;

  private final int slots;
  private final int quarter;
  private int unprovenInFlight;

  private final Map<UUID, Share> shares =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Share> eldest) {
          return size() > MAX_KNOWN && eldest.getValue().inFlight == 0;
        }
      };

  private static final class Share {
    private int inFlight;
    private int limit = UNPROVEN;
    private boolean proven;
  }

  HookShares(int slots) {
    this.slots = slots;
    this.quarter = Math.max(1, slots / 4);
  }

  /**
   * Chooses what to call now: by turns among the hooks, for each its longest due first.
   *
   * @param due the longest due first
   * @param free slots that may be taken; no more are chosen
   */
  synchronized List<DueDelivery> choose(List<DueDelivery> due, int free) {
    Map<UUID, Deque<DueDelivery>> waiting = new LinkedHashMap<>();
    due.forEach(each -> waiting.computeIfAbsent(each.hook(), hook -> new ArrayDeque<>()).add(each));
    var chosen = new ArrayList<DueDelivery>();
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (Deque<DueDelivery> queue : waiting.values()) {
        if (!queue.isEmpty() && hasRoom(queue.peek().hook(), free - chosen.size())) {
          DueDelivery next = queue.remove();
          begin(next.hook());
          chosen.add(next);
          goesOn = true;
        }
      }
    }
    chosen.forEach(each -> end(each.hook())); // not begun before it is won
    return chosen;
  }

  /** Whether the hook may have another call. */
  synchronized boolean hasRoom(UUID hook, int free) {
    if (free <= 0) {
      return false;
    }
    Share share = shares.computeIfAbsent(hook, unknown -> new Share());
    if (share.proven) {
      return share.inFlight < quarter || free > slots / 4;
    }
    boolean slow = share.limit < UNPROVEN;
    return share.inFlight < share.limit
        && unprovenInFlight < (slow ? quarter : Math.max(1, slots / 2));
  }

  /** A call begins. */
  synchronized void begin(UUID hook) {
    Share share = shares.computeIfAbsent(hook, unknown -> new Share());
    share.inFlight++;
    unprovenInFlight += share.proven ? 0 : 1;
  }

  /** A call ended, or what was to be called was not. */
  synchronized void end(UUID hook) {
    Share share = shares.computeIfAbsent(hook, unknown -> new Share());
    share.inFlight--;
    unprovenInFlight -= share.proven ? 0 : 1;
  }

  /** What the last call of a hook says about it. */
  synchronized void learn(UUID hook, boolean slow) {
    Share share = shares.computeIfAbsent(hook, unknown -> new Share());
    if (share.proven == slow) {
      unprovenInFlight += slow ? share.inFlight : -share.inFlight;
      share.proven = !slow;
    }
    share.limit = slow ? Math.max(1, share.limit / 2) : UNPROVEN;
  }
}
