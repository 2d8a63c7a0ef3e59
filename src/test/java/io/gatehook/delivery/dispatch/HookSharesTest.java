package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HookSharesTest {
  private static final int SLOTS = 64;
  private static final int MOST_HELD = 1000;

  private final HookShares shares = new HookShares(SLOTS, MOST_HELD);
  private int free = SLOTS;

  @Test
  void unknownHookGetsFewCalls() {
    assertThat(beginAll(times(100, aHook()))).isEqualTo(HookShares.UNPROVEN);
  }

  @Test
  void unknownHookHoldsNoMoreThanItMayCall() {
    UUID hook = aHook();
    assertThat(beginAll(times(2, hook))).isEqualTo(2);

    assertThat(holdAll(hook)).isEqualTo(HookShares.UNPROVEN - 2);
  }

  @Test
  void provenHookLeavesAQuarterFree() {
    UUID hook = aProvenHook();

    assertThat(beginAll(times(100, hook))).isEqualTo(SLOTS - SLOTS / 4);
    assertThat(holdAll(hook)).isEqualTo(MOST_HELD - MOST_HELD / 4);
  }

  @Test
  void provenHooksShareAllThereIs() {
    UUID greedy = aProvenHook();
    UUID other = aProvenHook();
    beginAll(times(100, greedy));

    assertThat(beginAll(times(100, other))).isEqualTo(SLOTS / 4);
    assertThat(free).isZero();
    holdAll(greedy);
    assertThat(holdAll(other)).isEqualTo(MOST_HELD / 4);
    assertThat(shares.hasRoom(aHook())).as("nothing may be held any more").isFalse();
  }

  @Test
  void hangingHooksTogetherLeaveHalfOfTheSlots() {
    assertThat(beginAll(manyHooks(2000))).isEqualTo(SLOTS / 2);
    assertThat(beginAll(times(100, aProvenHook()))).isEqualTo(SLOTS / 4);
  }

  @Test
  void newHookDoesNotQueueBehindHooksThatHang() {
    List<UUID> hanging = manyHooks(100);
    hanging.forEach(hook -> answer(hook, true));
    assertThat(beginAll(hanging)).isEqualTo(SLOTS / 4);

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
    assertThat(calls).containsExactly(2, 1, 1, 1);

    answer(hook, false);

    assertThat(beginAll(times(100, hook))).isEqualTo(SLOTS - SLOTS / 4);
  }

  @Test
  void endedCallsAndWhatIsDroppedGiveTheirShareBack() {
    UUID hook = aHook();
    beginAll(times(2, hook));
    int held = holdAll(hook);
    assertThat(shares.hasRoom(hook)).isFalse();

    endAll(hook, 2, true);
    for (int i = 0; i < held; i++) {
      shares.drop(hook);
    }

    assertThat(shares.inFlight()).isZero();
    assertThat(shares.hasRoom(hook)).isTrue();
    assertThat(beginAll(manyHooks(100))).as("nothing of it counts any more").isEqualTo(SLOTS / 2);
  }

  @Test
  void countsACallThatBeganBeforeItsHookWasProven() {
    UUID hook = aHook();
    beginAll(times(3, hook));
    shares.end(hook, false);
    shares.end(hook, true);
    shares.end(hook, true);
    free = SLOTS;

    assertThat(beginAll(manyHooks(100))).isEqualTo(SLOTS / 2);
  }

  @Test
  void oneSlotIsEnough() {
    var single = new HookShares(1, MOST_HELD);
    UUID hook = aHook();

    assertThat(single.hold(hook)).isTrue();
    assertThat(single.begin(hook, 0)).isFalse();
    assertThat(single.begin(hook, 1)).isTrue();
    single.end(hook, false);
    assertThat(single.hold(hook)).isTrue();
    assertThat(single.begin(hook, 1)).isTrue();
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
    shares.end(hook, slow);
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
      shares.end(hook, slow);
    }
    free += calls;
  }
}
