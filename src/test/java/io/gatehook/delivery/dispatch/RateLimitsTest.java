package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.queue.DueDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final UUID LIMITED = UUID.randomUUID();
  private static final UUID FREE = UUID.randomUUID();

  private final Map<UUID, Double> rates = new HashMap<>(Map.of(LIMITED, 3.0));
  private long now = Long.MAX_VALUE - 10; // the clock of the virtual machine may overflow
  private final RateLimits limits =
      new RateLimits(hook -> Optional.ofNullable(rates.get(hook)), () -> now);

  @Test
  void hookWithoutALimitMayHaveEveryCall() {
    assertThat(call(FREE, 1000)).isEqualTo(1000);
    assertThat(limits.admits(FREE)).isTrue();
  }

  @Test
  void limitedHookGetsASecondsWorthAndThenAsTimePasses() {
    assertThat(call(LIMITED, 10)).isEqualTo(3);
    assertThat(limits.admits(LIMITED)).isFalse();

    pass(Duration.ofMillis(300));
    assertThat(call(LIMITED, 10)).isZero();
    pass(Duration.ofMillis(34));
    assertThat(call(LIMITED, 10)).isEqualTo(1);
    pass(Duration.ofHours(1));
    assertThat(call(LIMITED, 10)).isEqualTo(3);
  }

  @Test
  void overAMinuteNoMoreThanTheLimitGoesAndNoLess() {
    int calls = 0;
    for (int i = 0; i < 240; i++) {
      calls += call(LIMITED, 10);
      pass(Duration.ofMillis(250));
    }

    assertThat(calls).isBetween(3 * 60, 3 * 60 + 3);
  }

  @Test
  void lessThanOneASecondIsPossible() {
    rates.put(LIMITED, 0.1);

    assertThat(call(LIMITED, 5)).isEqualTo(1);
    pass(Duration.ofSeconds(9));
    assertThat(call(LIMITED, 5)).isZero();
    pass(Duration.ofSeconds(2));
    assertThat(call(LIMITED, 5)).isEqualTo(1);
  }

  @Test
  void callsBeyondTheLimitAreMadeUpForByWaiting() {
    for (int i = 0; i < 6; i++) {
      limits.take(LIMITED); // as another thread may between a look and a claim
    }

    pass(Duration.ofSeconds(1));
    assertThat(limits.admits(LIMITED)).isFalse();
    pass(Duration.ofMillis(334));
    assertThat(limits.admits(LIMITED)).isTrue();
  }

  @Test
  void limitedHookHoldsUpNoOther() {
    call(LIMITED, 3);
    var due = new ArrayList<>(due(LIMITED, 5));
    due.addAll(due(FREE, 2));

    assertThat(limits.admitted(due)).hasSize(2).allMatch(each -> each.hook().equals(FREE));
  }

  @Test
  void changedLimitHoldsAtOnce() {
    call(LIMITED, 3);

    rates.remove(LIMITED);
    assertThat(call(LIMITED, 10)).isEqualTo(10);
    rates.put(LIMITED, 100.0);
    pass(Duration.ofMillis(100));
    assertThat(call(LIMITED, 100)).isEqualTo(10);
  }

  /** Answers how many were called. */
  private int call(UUID hook, int wanted) {
    List<DueDelivery> admitted = limits.admitted(due(hook, wanted));
    admitted.forEach(each -> limits.take(each.hook()));
    return admitted.size();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static List<DueDelivery> due(UUID hook, int count) {
    return Stream.generate(() -> new DueDelivery(UUID.randomUUID(), hook)).limit(count).toList();
  }
}
