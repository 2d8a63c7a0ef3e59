package io.gatehook.delivery.dispatch;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.delivery.queue.DueDelivery;
import io.gatehook.delivery.queue.DueStore;
import io.gatehook.hook.registry.LoadedHooks;
import io.gatehook.sql.InTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Claims what is due together with the hooks that it is for: where these cannot be read, nothing
 * stays claimed.
 */
@ApplicationScoped
class Claimer {
  /** So many due deliveries, by time, are looked at for every one that may be claimed. */
  static final int PER_SLOT = 2;

  /** As many as are looked at where those do not suffice; beyond that it goes hook by hook. */
  static final int WINDOW = 500;

  /** Most hooks looked at one by one. */
  static final int MAX_HOOKS = 100;

  @Inject DeliveryStore store;
  @Inject DueStore dueStore;
  @Inject RateLimits limits;
  @Inject Turns turns;
  @Inject LoadedHooks hooks;
  @Inject Incarnation node;
  @Inject Clock clock;

  /**
   * What is due, each of which this process has to call. The hooks are looked at after the claim: a
   * delivery may be of a hook that another node has made just now, or disabled while the delivery
   * was recorded, unseen by it.
   *
   * @param ready has room for them
   * @param room most deliveries
   */
  @InTransaction
  Claims claim(ReadyQueue ready, int room) {
    turns.give();
    Instant now = clock.instant();
    Choice choice = choose(ready, room, now);
    List<ClaimedDelivery> claimed =
        store.claim(node.id(), now, choice.due().stream().map(DueDelivery::id).toList());
    if (!claimed.isEmpty()) {
      hooks.refreshIfStale();
    }
    List<ClaimedDelivery> held = claimed.stream().filter(this::isHeld).toList();
    release(held);
    var mine = new ArrayList<>(claimed);
    mine.removeAll(held);
    mine.forEach(each -> limits.take(each.hook()));
    return new Claims(mine, choice.waiting());
  }

  private boolean isHeld(ClaimedDelivery claimed) {
    return hooks.find(claimed.hook()).filter(ready -> !ready.hook().enabled()).isPresent();
  }

  /** Gives back what was claimed and will not be called. */
  void release(List<ClaimedDelivery> claimed) {
    store.release(claimed, node, clock.instant());
  }

  /**
   * @param waiting hooks of others that are due
   */
  private record Choice(List<DueDelivery> due, Set<UUID> waiting) {}

  /** The backlog of hooks that may have no more calls may hide everything else. */
  private Choice choose(ReadyQueue ready, int room, Instant now) {
    for (int window : new int[] {room * PER_SLOT, WINDOW}) {
      List<DueDelivery> due = dueStore.oldest(now, window);
      List<DueDelivery> chosen = ready.choose(limits.admitted(due), room);
      if (due.size() < window || !chosen.isEmpty()) {
        return new Choice(chosen, hooksOfOthers(due, chosen));
      }
    }
    List<UUID> hooks = dueStore.hooks(now);
    List<DueDelivery> hidden =
        hooks.stream()
            .filter(hook -> limits.admits(hook) && ready.hasRoom(hook))
            .limit(MAX_HOOKS)
            .flatMap(hook -> dueStore.oldestOf(hook, now, room).stream())
            .toList();
    return new Choice(ready.choose(limits.admitted(hidden), room), Set.copyOf(hooks));
  }

  private static Set<UUID> hooksOfOthers(List<DueDelivery> due, List<DueDelivery> chosen) {
    Set<DueDelivery> taken = Set.copyOf(chosen);
    return due.stream()
        .filter(each -> !taken.contains(each))
        .map(DueDelivery::hook)
        .collect(toUnmodifiableSet());
  }
}
