package io.gatehook.delivery.queue;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.hook.Ordering;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What waits for an ordered hook, by the first in it. Pure.
 *
 * @param number place of the first
 * @param status of the first; null: it is not there any more
 * @param timed whether the first has a time for its next attempt
 * @param wanted what the hook wants now
 */
public record Line(
    UUID hook,
    long number,
    UUID first,
    @Nullable DeliveryStatus status,
    boolean timed,
    Wanted wanted) {

  /**
   * What a hook wants of its deliveries.
   *
   * @param enabled whether they may be sent; true for a hook that is deleted
   */
  public record Wanted(Ordering ordering, boolean enabled) {}

  /** What is to be done. */
  enum Move {
    /** The first has its turn, or is held. */
    NONE,
    /** The first came to nothing, and that is not to be passed over. */
    HALT,
    /** The first may be called. */
    GIVE_TURN,
    /** The first is done: the next one is the first. */
    LEAVE,
    /** Nobody asks for an order any more. */
    DISSOLVE
  }

  Move next() {
    if (wanted.ordering() == Ordering.NONE) {
      return Move.DISSOLVE;
    }
    if (status == null) {
      return Move.LEAVE;
    }
    return switch (status) {
      case CLAIMED -> Move.NONE;
      case PENDING -> timed || !wanted.enabled() ? Move.NONE : Move.GIVE_TURN;
      case EXHAUSTED, REJECTED -> wanted.ordering() == Ordering.STOP ? Move.HALT : Move.LEAVE;
      case DELIVERED, CANCELLED -> Move.LEAVE;
    };
  }

  /** Whether the hook is called no more until somebody redelivers or cancels the first. */
  public boolean halted() {
    return next() == Move.HALT;
  }
}
