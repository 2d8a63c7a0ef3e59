package io.gatehook.delivery;

import io.gatehook.hook.LoadedHooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Claims what is due together with the hooks that it is for: where these cannot be read, nothing
 * stays claimed.
 */
@ApplicationScoped
class Claimer {
  @Inject DeliveryStore store;
  @Inject LoadedHooks hooks;
  @Inject Incarnation node;
  @Inject Clock clock;

  /**
   * The longest due, each of which this process has to call. The hooks are looked at after the
   * claim: a delivery may be of a hook that another node has made just now.
   *
   * @param limit most deliveries
   */
  @Transactional
  List<ClaimedDelivery> claim(int limit) {
    List<ClaimedDelivery> claimed = store.claimDue(node.id(), clock.instant(), limit);
    if (!claimed.isEmpty()) {
      hooks.refreshIfStale();
    }
    return claimed;
  }

  /** Gives back what was claimed and will not be called. */
  void release(List<ClaimedDelivery> claimed) {
    store.release(claimed, node, clock.instant());
  }
}
