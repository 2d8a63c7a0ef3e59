package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.DueDelivery;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import io.gatehook.hook.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HookSharesTest {
  private static final int SLOTS = 64;
  private static final int MOST_HELD = 1000;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Breakers breakers = new Breakers(clock, () -> 0);
  private final HookShares shares = new HookShares(SLOTS, MOST_HELD, breakers);
  private int free = SLOTS;

  @Test
  void unknownHookGetsFewCalls() {
    assertThat(beginAll(times(100, aHook()))).isEqualTo(HookShares.UNPROVEN);
  }

  @Test
  void unknownHookHoldsNoMoreThanItMayCall() {
    UUID hook = aHook();
    assertThat(beginAll(times(1, hook))).isEqualTo(1);

    assertThat(holdAll(hook)).isEqualTo(HookShares.UNPROVEN - 1);
  }

  @Test
  void provenHookLeavesAnEighthFree() {
    UUID hook = aProvenHook();

    assertThat(beginAll(times(100, hook))).isEqualTo(SLOTS - SLOTS / 8);
    assertThat(holdAll(hook)).isEqualTo(MOST_HELD - MOST_HELD / 4);
  }

  @Test
  void provenHooksShareAllThereIs() {
    UUID greedy = aProvenHook();
    UUID other = aProvenHook();
    beginAll(times(100, greedy));

    assertThat(beginAll(times(100, other))).isEqualTo(SLOTS / 8);
    assertThat(free).isZero();
    holdAll(greedy);
    assertThat(holdAll(other)).isEqualTo(MOST_HELD / 4);
    assertThat(shares.hasRoom(aHook())).as("nothing may be held any more").isFalse();
  }

  @Test
  void hangingHooksTogetherTakeAQuarterOfTheSlots() {
    assertThat(beginAll(manyHooks(2000))).isEqualTo(SLOTS / 4);
    assertThat(beginAll(times(100, aProvenHook()))).isEqualTo(SLOTS - SLOTS / 4 - SLOTS / 8);
  }

  @Test
  void newHookDoesNotQueueBehindHooksThatHang() {
    List<UUID> hanging = manyHooks(100);
    hanging.forEach(hook -> answer(hook, true));
    assertThat(beginAll(hanging)).isEqualTo(SLOTS / 8);

    assertThat(beginAll(times(100, aHook()))).isEqualTo(HookShares.UNPROVEN);
  }

  @Test
  void slowHookGetsFewerCallsAndMoreOnceItAnswers() {
    UUID hook = aProvenHook();
    List<Integer> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answer(hook, true);
      int begun = beginAll(times(100, hook));
      calls.add(begun);
      endAll(hook, begun, true);
    }
    assertThat(calls).containsExactly(1, 1, 1, 1);

    answer(hook, false);

    assertThat(beginAll(times(100, hook))).isEqualTo(SLOTS - SLOTS / 8);
  }

  @Test
  void endedCallsAndWhatIsDroppedGiveTheirShareBack() {
    UUID hook = aHook();
    beginAll(times(1, hook));
    int held = holdAll(hook);
    assertThat(held).isEqualTo(HookShares.UNPROVEN - 1);
    assertThat(shares.hasRoom(hook)).isFalse();

    endAll(hook, 1, true);
    for (int i = 0; i < held; i++) {
      shares.drop(hook);
    }

    assertThat(shares.inFlight(hook)).isZero();
    assertThat(shares.hasRoom(hook)).isTrue();
    assertThat(beginAll(manyHooks(100))).as("nothing of it counts any more").isEqualTo(SLOTS / 4);
  }

  @Test
  void countsACallThatBeganBeforeItsHookWasProven() {
    UUID hook = aHook();
    beginAll(times(2, hook));
    shares.end(hook, false, true);
    shares.end(hook, true, false);
    free = SLOTS;

    assertThat(beginAll(manyHooks(100))).isEqualTo(SLOTS / 4);
  }

  @Test
  void endedCallOfAnUnprovenHookLeavesRoomForOthers() {
    UUID proven = aProvenHook();
    UUID unknown = aHook();
    beginAll(List.of(proven, unknown));

    assertThat(shares.end(proven, false, true)).isFalse();
    assertThat(shares.end(unknown, false, true)).isTrue();
  }

  @Test
  void oneSlotIsEnough() {
    var single = new HookShares(1, MOST_HELD, breakers);
    UUID hook = aHook();

    assertThat(single.hold(hook)).isTrue();
    assertThat(single.begin(hook, 0)).isFalse();
    assertThat(single.begin(hook, 1)).isTrue();
    single.end(hook, false, true);
    assertThat(single.hold(hook)).isTrue();
    assertThat(single.begin(hook, 1)).isTrue();
  }

  @Test
  void quickFailureSpeaksNeitherForNorAgainstMoreCalls() {
    UUID unknown = aHook();
    UUID proven = aProvenHook();
    for (UUID hook : List.of(unknown, proven)) {
      beginAll(times(1, hook));
      shares.end(hook, false, false);
    }
    free = SLOTS;

    assertThat(beginAll(times(100, unknown))).isEqualTo(HookShares.UNPROVEN);
    assertThat(beginAll(times(100, proven))).isGreaterThan(HookShares.UNPROVEN);
  }

  @Test
  void openBreakerKeepsABacklogBackAndHoldsUpNoOther() {
    UUID failing = aProvenHook();
    assertThat(shares.isSpared(failing)).isFalse();
    fail(failing, Breaker.FAILURES, null);

    assertThat(shares.hasRoom(failing)).isFalse();
    assertThat(shares.isSpared(failing)).isTrue();
    assertThat(beginAll(times(100, aProvenHook()))).isEqualTo(SLOTS - SLOTS / 8);
  }

  @Test
  void openBreakerLetsOneProbeGoOnceNothingIsInFlight() {
    UUID hook = aProvenHook();
    beginAll(times(2, hook));
    fail(hook, Breaker.FAILURES, null);
    clock.advance(Breaker.FIRST_WAIT);
    assertThat(shares.hold(hook)).isFalse();

    endAll(hook, 2, false);

    assertThat(shares.hold(hook)).isTrue();
    assertThat(shares.hold(hook)).as("the probe is held, though not called yet").isFalse();
  }

  @Test
  void deliveryThatWasToldWhenGoesWhileTheOthersWait() {
    UUID hook = aProvenHook();
    DueDelivery told = fail(hook, 1, Duration.ofMinutes(1));

    assertThat(shares.hold(new DueDelivery(UUID.randomUUID(), hook))).isFalse();
    assertThat(shares.hold(told)).isTrue();
  }

  @Test
  void countsTheCallsOfAHook() {
    UUID hook = aHook();
    assertThat(shares.inFlight(hook)).isZero();

    beginAll(times(2, hook));

    assertThat(shares.inFlight(hook)).isEqualTo(2);
  }

  /** So many deliveries fail; answers the last one, as it is due again. */
  private DueDelivery fail(UUID hook, int times, @Nullable Duration retryAfter) {
    ClaimedDelivery claim = BreakersTest.aClaimOf(hook);
    for (int i = 0; i < times; i++) {
      claim = BreakersTest.aClaimOf(hook);
      var failure = new HandlerResult.Retryable("no", retryAfter, Exchange.NONE);
      breakers.learn(claim, failure, clock.instant());
    }
    return new DueDelivery(claim.id(), hook);
  }

  private static UUID aHook() {
    return UUID.randomUUID();
  }

  private UUID aProvenHook() {
    UUID hook = aHook();
    answer(hook, false);
    return hook;
  }

  private static List<UUID> times(int count, UUID hook) {
    return Collections.nCopies(count, hook);
  }

  private static List<UUID> manyHooks(int count) {
    return Stream.generate(HookSharesTest::aHook).limit(count).toList();
  }

  /** One call from begin to end, whatever the shares say. */
  private void answer(UUID hook, boolean slow) {
    shares.holdAnyway(hook);
    shares.begin(hook, SLOTS);
    shares.end(hook, slow, !slow);
  }

  private int beginAll(List<UUID> hooks) {
    int begun = 0;
    for (UUID hook : hooks) {
      if (shares.hold(hook)) {
        if (shares.begin(hook, free)) {
          free--;
          begun++;
        } else {
          shares.drop(hook);
        }
      }
    }
    return begun;
  }

  private int holdAll(UUID hook) {
    int held = 0;
    while (shares.hold(hook)) {
      held++;
    }
    return held;
  }

  private void endAll(UUID hook, int calls, boolean slow) {
    for (int i = 0; i < calls; i++) {
      shares.end(hook, slow, !slow);
    }
    free += calls;
  }
}
