package io.gatehook.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * All that two nodes and an operator may do to one delivery, in every order: claims, answers, late
 * answers, stalls, crashes, rescues, releases, cancelling and sending again.
 */
class InterleavingsTest {
  @Test
  void noOrderOfStepsLosesADeliveryOrMovesItTwice() {
    Set<World> seen = new HashSet<>(Set.of(Steps.begin()));
    Deque<World> open = new ArrayDeque<>(seen);
    try (Steps steps = new Steps()) {
      while (!open.isEmpty()) {
        World world = open.remove();
        steps.assertEnds(world);
        steps.after(world).stream().filter(seen::add).forEach(open::add);
      }
      System.out.printf("%,d states, steps taken: %s%n", seen.size(), steps.counts());

      assertThat(seen.stream().map(world -> world.row().status()).collect(Collectors.toSet()))
          .contains(
              DeliveryStatus.PENDING,
              DeliveryStatus.CLAIMED,
              DeliveryStatus.DELIVERED,
              DeliveryStatus.EXHAUSTED,
              DeliveryStatus.CANCELLED);
      assertThat(steps.counts())
          .containsKeys(
              "claim", "finish", "late finish", "release", "rescue", "cancel", "redeliver");
    }
  }
}
