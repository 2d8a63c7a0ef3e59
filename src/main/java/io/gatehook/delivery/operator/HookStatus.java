package io.gatehook.delivery.operator;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.dispatch.BreakerState;
import io.gatehook.delivery.health.HookHealth;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a hook does.
 *
 * @param counts of its deliveries that are kept, by status
 * @param health as all nodes see it
 * @param inFlight calls of this node under way
 * @param nextAttemptAt when this node may call next; null: nothing waits
 * @param breaker of this node
 * @param disabledReason why Gatehook disabled the hook by itself; null: it did not
 * @param order null: nothing stands in line
 */
public record HookStatus(
    Map<DeliveryStatus, Long> counts,
    HookHealth health,
    int inFlight,
    @Nullable Instant nextAttemptAt,
    BreakerState breaker,
    @Nullable String disabledReason,
    @Nullable Order order) {

  /**
   * The line of an ordered hook.
   *
   * @param first the delivery whose turn it is
   * @param halted whether it came to nothing, and the others wait for an operator
   * @param waiting behind it
   */
  public record Order(UUID first, boolean halted, long waiting) {}

  /** A cancelled one says nothing about the receiver. */
  private static final Set<DeliveryStatus> ENDED =
      Set.of(DeliveryStatus.DELIVERED, DeliveryStatus.EXHAUSTED, DeliveryStatus.REJECTED);

  /** Share of the delivered ones in those that ended by themselves. Empty: none did. */
  public OptionalDouble successRate() {
    long ended = ENDED.stream().mapToLong(this::count).sum();
    return ended == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) count(DeliveryStatus.DELIVERED) / ended);
  }

  private long count(DeliveryStatus status) {
    return counts.getOrDefault(status, 0L);
  }
}
