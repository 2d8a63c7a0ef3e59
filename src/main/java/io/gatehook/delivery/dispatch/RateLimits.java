package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.RecentHooks;
import io.gatehook.delivery.queue.DueDelivery;
import io.gatehook.rate.TokenBucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keeps the calls of this node below what their hooks allow a second; what is beyond stays in the
 * queue. A hook that had no call for a while may have those of one second at once. Safe for
 * threads.
 */
public final class RateLimits {
  private final Function<UUID, Optional<Double>> perSecond;
  private final LongSupplier nanoTime;
  private final RecentHooks<TokenBucket> buckets = new RecentHooks<>(TokenBucket::new);

  /**
   * @param perSecond calls a second that this node may make for a hook; empty: any number
   * @param nanoTime as of {@link System#nanoTime()}
   */
  public RateLimits(Function<UUID, Optional<Double>> perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /** Those that may be called now, in their order; none of them counts before it is taken. */
  synchronized List<DueDelivery> admitted(List<DueDelivery> due) {
    Map<UUID, Integer> room = new HashMap<>();
    var admitted = new ArrayList<DueDelivery>();
    for (DueDelivery each : due) {
      int left = room.computeIfAbsent(each.hook(), this::room);
      if (left > 0) {
        room.put(each.hook(), left - 1);
        admitted.add(each);
      }
    }
    return admitted;
  }

  /** Whether the hook may have a call now. */
  synchronized boolean admits(UUID hook) {
    return room(hook) > 0;
  }

  /** A call of the hook is about to begin. */
  synchronized void take(UUID hook) {
    perSecond.apply(hook).ifPresent(rate -> filled(hook, rate).take(1));
  }

  private int room(UUID hook) {
    return perSecond.apply(hook).map(rate -> filled(hook, rate).room()).orElse(Integer.MAX_VALUE);
  }

  private TokenBucket filled(UUID hook, double rate) {
    TokenBucket bucket = buckets.get(hook);
    bucket.fill(rate, nanoTime.getAsLong());
    return bucket;
  }
}
