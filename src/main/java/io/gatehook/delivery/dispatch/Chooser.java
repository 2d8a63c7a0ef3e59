package io.gatehook.delivery.dispatch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.gatehook.delivery.queue.DueDelivery;
import io.gatehook.delivery.queue.DueStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Chooses what to claim of what is due: by time, or hook by hook while the backlogs of hooks that
 * may have no more calls hide everything else. For one thread.
 */
@ApplicationScoped
class Chooser {
  /** So many due deliveries, by time, are looked at for every one that may be claimed. */
  static final int PER_SLOT = 2;

  /** As many as are looked at where those do not suffice; beyond that it goes hook by hook. */
  static final int WINDOW = 500;

  /** Most hooks looked at one by one. */
  static final int MAX_HOOKS = 100;

  @Inject DueStore store;
  @Inject RateLimits limits;

  private volatile boolean hidden;

  /**
   * A choice.
   *
   * @param waiting hooks of which others may be due
   */
  record Choice(List<DueDelivery> due, Set<UUID> waiting) {}

  /**
   * Looks at what is due in the current transaction, and locks nothing.
   *
   * @param ready has room for them
   * @param room most deliveries
   */
  Choice choose(ReadyQueue ready, int room, Instant now) {
    int[] windows = hidden ? new int[0] : new int[] {room * PER_SLOT, WINDOW};
    for (int window : windows) {
      List<DueDelivery> due = store.oldest(now, window);
      List<DueDelivery> chosen = ready.choose(limits.admitted(due), room);
      if (due.size() < window || !chosen.isEmpty()) {
        return new Choice(chosen, hooksOfOthers(due, chosen));
      }
    }
    return chooseByHook(ready, room, now);
  }

  private Choice chooseByHook(ReadyQueue ready, int room, Instant now) {
    List<UUID> hooks = store.hooks(now);
    var roomy = new ArrayList<UUID>();
    hooks.stream().filter(hook -> limits.admits(hook) && ready.hasRoom(hook)).forEach(roomy::add);
    hidden = roomy.size() < hooks.size();
    Collections.shuffle(roomy); // so that each has its turn where there are many
    int looked = Math.min(roomy.size(), MAX_HOOKS);
    int each = Math.max(1, room * PER_SLOT / Math.max(1, looked));
    List<DueDelivery> due =
        roomy.stream()
            .limit(looked)
            .flatMap(hook -> store.oldestOf(hook, now, each).stream())
            .toList();
    return new Choice(ready.choose(limits.admitted(due), room), Set.copyOf(hooks));
  }

  private static Set<UUID> hooksOfOthers(List<DueDelivery> due, List<DueDelivery> chosen) {
    Set<DueDelivery> taken = Set.copyOf(chosen);
    return due.stream()
        .filter(each -> !taken.contains(each))
        .map(DueDelivery::hook)
        .collect(toUnmodifiableSet());
  }
}
