package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.delivery.queue.DueDelivery;
import io.gatehook.hook.registry.LoadedHooks;
import io.gatehook.sql.InTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Claims what is due together with the hooks that it is for: where these cannot be read, nothing
 * stays claimed.
 */
@ApplicationScoped
class Claimer {
  @Inject DeliveryStore store;
  @Inject Chooser chooser;
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
    Chooser.Choice choice = chooser.choose(ready, room, now);
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
}
