package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.DueDelivery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this process has claimed and not called yet, taken by turns among the hooks. Room in it is
 * reserved before a delivery is claimed, so that nobody claims what it cannot hold.
 */
public class ReadyQueue {
  /** Most deliveries at one time. */
  public static final int MOST = 1_000;

  /** Bytes of events' data from which on nothing more is claimed. */
  static final long MOST_BYTES = 8L << 20;

  private final Map<UUID, Deque<Waiting>> waiting = new LinkedHashMap<>();
  private final HookShares shares;
  private Signal signal = new Signal();
  private boolean open;
  private int count;
  private long bytes;

  /**
   * A claimed delivery.
   *
   * @param since by the virtual machine's clock, in ns
   */
  private record Waiting(ClaimedDelivery delivery, long since) {}

  public ReadyQueue(HookShares shares) {
    this.shares = shares;
  }

  /**
   * Begins.
   *
   * @param added raised whenever there is something new
   */
  synchronized void start(Signal added) {
    signal = added;
  }

  /** Whether rows may be born claimed from now on: not while older ones wait in the store. */
  synchronized void open(boolean now) {
    open = now;
  }

  /**
   * Reserves room for a delivery that is about to be recorded; false: another node, or this one
   * later, is to claim it.
   *
   * @param size bytes of its event's data
   */
  public synchronized boolean reserve(UUID hook, int size) {
    if (!open || bytes >= MOST_BYTES || !shares.hold(hook)) {
      return false;
    }
    bytes += size;
    return true;
  }

  /** Gives up room reserved for deliveries that were not recorded. */
  public synchronized void giveBack(List<ClaimedDelivery> notRecorded) {
    notRecorded.forEach(this::dropped);
  }

  /** Whether there is room for another delivery of the hook. */
  synchronized boolean hasRoom(UUID hook) {
    return bytes < MOST_BYTES && shares.hasRoom(hook);
  }

  /**
   * Chooses what to claim: by turns among the hooks, for each its longest due first.
   *
   * @param due the longest due first
   */
  synchronized List<DueDelivery> choose(List<DueDelivery> due, int most) {
    Map<UUID, Deque<DueDelivery>> turns = new LinkedHashMap<>();
    due.forEach(each -> turns.computeIfAbsent(each.hook(), hook -> new ArrayDeque<>()).add(each));
    var chosen = new ArrayList<DueDelivery>();
    boolean goesOn = bytes < MOST_BYTES;
    while (goesOn) {
      goesOn = false;
      for (Deque<DueDelivery> turn : turns.values()) {
        if (!turn.isEmpty() && chosen.size() < most && shares.hold(turn.peek())) {
          chosen.add(turn.remove());
          goesOn = true;
        }
      }
    }
    chosen.forEach(each -> shares.drop(each.hook())); // not held before it is won
    return chosen;
  }

  /** Takes over what was claimed by its birth. */
  public synchronized void add(List<ClaimedDelivery> born) {
    long now = System.nanoTime();
    for (ClaimedDelivery delivery : born) {
      waiting
          .computeIfAbsent(delivery.hook(), hook -> new ArrayDeque<>())
          .add(new Waiting(delivery, now));
      count++;
    }
    signal.raise();
  }

  /** Takes over what was claimed in the store, for which no room is reserved. */
  synchronized void addClaimed(List<ClaimedDelivery> claimed) {
    for (ClaimedDelivery delivery : claimed) {
      bytes += delivery.size();
      shares.holdAnyway(delivery.hook());
    }
    add(claimed);
  }

  /**
   * Begins the next call: of the hook whose turn it is, its longest claimed first.
   *
   * @param free slots
   */
  synchronized Optional<ClaimedDelivery> take(int free) {
    var hooks = waiting.entrySet().iterator();
    while (hooks.hasNext()) {
      var turn = hooks.next();
      if (shares.begin(turn.getKey(), free)) {
        hooks.remove();
        return Optional.of(first(turn.getKey(), turn.getValue()));
      }
    }
    return Optional.empty();
  }

  /** A call ended; {@link HookShares#end}. */
  boolean end(UUID hook, boolean slow, boolean worked) {
    return shares.end(hook, slow, worked);
  }

  /** Removes what waits for a hook, if it turned out to be slow or its receiver to fail. */
  synchronized List<ClaimedDelivery> removeSpared(UUID hook) {
    return shares.isSpared(hook) ? remove(hook) : List.of();
  }

  /** Removes what waits for a hook. */
  synchronized List<ClaimedDelivery> remove(UUID hook) {
    return removed(waiting.remove(hook));
  }

  /** Removes what waits for hooks whose turn has not come for this long. */
  synchronized List<ClaimedDelivery> removeLate(Duration longest) {
    long now = System.nanoTime();
    List<UUID> late =
        waiting.entrySet().stream()
            .filter(of -> now - of.getValue().element().since() >= longest.toNanos())
            .map(Map.Entry::getKey)
            .toList();
    return late.stream().flatMap(hook -> remove(hook).stream()).toList();
  }

  /** Removes everything. */
  synchronized List<ClaimedDelivery> removeAll() {
    return removeLate(Duration.ZERO);
  }

  /** What waits for its call. */
  synchronized int size() {
    return count;
  }

  private List<ClaimedDelivery> removed(@Nullable Deque<Waiting> queue) {
    if (queue == null) {
      return List.of();
    }
    List<ClaimedDelivery> removed = queue.stream().map(Waiting::delivery).toList();
    count -= removed.size();
    removed.forEach(this::dropped);
    return removed;
  }

  private ClaimedDelivery first(UUID hook, Deque<Waiting> queue) {
    ClaimedDelivery first = queue.remove().delivery();
    if (!queue.isEmpty()) {
      waiting.put(hook, queue); // behind the others
    }
    count--;
    bytes -= first.size();
    return first;
  }

  private void dropped(ClaimedDelivery delivery) {
    shares.drop(delivery.hook());
    bytes -= delivery.size();
  }
}
