package io.gatehook.delivery.queue;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Trigger;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * All that matters of two nodes and the one delivery that they work on.
 *
 * @param row the delivery in the store
 * @param alive processes whose lease has not ended
 * @param calls what processes have claimed and believe to be theirs
 * @param moved claims from which the row was moved on
 * @param crashed whether a process has died, and its node come back as another one
 */
record World(Row row, Set<UUID> alive, Set<Call> calls, Set<Long> moved, boolean crashed) {

  /**
   * The delivery in the store.
   *
   * @param due whether there is a time for its next attempt
   */
  record Row(
      DeliveryStatus status,
      UUID owner,
      long claim,
      int attempts,
      int step,
      int rescues,
      Trigger trigger,
      boolean due,
      boolean finished) {}

  /** A call that a process makes. */
  record Call(UUID process, ClaimedDelivery delivery) {
    /** Whether the store agrees that it is this process's. */
    boolean isOf(Row row) {
      return row.status() == DeliveryStatus.CLAIMED
          && process.equals(row.owner())
          && delivery.claim() == row.claim();
    }
  }

  World with(Row changed) {
    Set<Long> claims = new HashSet<>(moved);
    if (row.status() == DeliveryStatus.CLAIMED && changed.status() != DeliveryStatus.CLAIMED) {
      claims.add(row.claim());
    }
    return new World(changed, alive, calls, Set.copyOf(claims), crashed);
  }

  World begun(Call call) {
    return new World(row, alive, plus(calls, call), moved, crashed);
  }

  World ended(Call call) {
    return new World(row, alive, minus(calls, call), moved, crashed);
  }

  World leaseBegun(UUID process) {
    return new World(row, plus(alive, process), calls, moved, crashed);
  }

  World leaseEnded(UUID process) {
    return new World(row, minus(alive, process), calls, moved, crashed);
  }

  /** Nobody ends its calls; its lease goes on for a while. */
  World crashed(UUID process, UUID successor) {
    Set<Call> left =
        calls.stream().filter(call -> !call.process().equals(process)).collect(toUnmodifiableSet());
    return new World(row, plus(alive, successor), left, moved, true);
  }

  private static <T> Set<T> plus(Set<T> set, T element) {
    Set<T> more = new HashSet<>(set);
    more.add(element);
    return Set.copyOf(more);
  }

  private static <T> Set<T> minus(Set<T> set, T element) {
    Set<T> fewer = new HashSet<>(set);
    fewer.remove(element);
    return Set.copyOf(fewer);
  }
}
