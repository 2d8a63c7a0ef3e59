package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.queue.DueDelivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HookSharesTest {
  private static final int SLOTS = 64;

  private final HookShares shares = new HookShares(SLOTS);
  private int free = SLOTS;

  @Test
  void unknownHookGetsFewCalls() {
    assertThat(beginAll(due(aHook(), 100))).isEqualTo(HookShares.UNPROVEN);
  }

  @Test
  void provenHookLeavesAQuarterFree() {
    UUID hook = aProvenHook();

    assertThat(beginAll(due(hook, 100))).isEqualTo(SLOTS - SLOTS / 4);
  }

  @Test
  void provenHooksShareAllSlots() {
    UUID greedy = aProvenHook();
    UUID other = aProvenHook();
    beginAll(due(greedy, 100));

    assertThat(beginAll(due(other, 100))).isEqualTo(SLOTS / 4);
    assertThat(free).isZero();
  }

  @Test
  void hangingHooksTogetherLeaveHalfOfTheSlots() {
    List<DueDelivery> due = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      due.addAll(due(aHook(), 10));
    }

    assertThat(beginAll(due)).isEqualTo(SLOTS / 2);
    assertThat(beginAll(due(aProvenHook(), 100))).isEqualTo(SLOTS / 4);
  }

  @Test
  void newHookDoesNotQueueBehindHooksThatHang() {
    List<DueDelivery> due = manyHooks(100);
    due.forEach(each -> shares.learn(each.hook(), true));
    assertThat(beginAll(due)).isEqualTo(SLOTS / 4);

    assertThat(beginAll(due(aHook(), 100))).isEqualTo(HookShares.UNPROVEN);
  }

  @Test
  void slowHookGetsFewerCallsAndMoreOnceItAnswers() {
    UUID hook = aProvenHook();
    List<Integer> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      shares.learn(hook, true);
      calls.add(shares.choose(due(hook, 100), free).size());
    }
    assertThat(calls).containsExactly(2, 1, 1, 1);

    shares.learn(hook, false);

    assertThat(shares.choose(due(hook, 100), free)).hasSize(SLOTS - SLOTS / 4);
  }

  @Test
  void choosesByTurnsAndForEachHookTheLongestDueFirst() {
    UUID one = aProvenHook();
    UUID other = aProvenHook();
    List<DueDelivery> ofOne = due(one, 3);
    List<DueDelivery> ofOther = due(other, 1);
    var all = new ArrayList<>(ofOne);
    all.addAll(ofOther);

    assertThat(shares.choose(all, 3)).containsExactly(ofOne.get(0), ofOther.get(0), ofOne.get(1));
  }

  @Test
  void endedCallsGiveTheirShareBack() {
    UUID hook = aHook();
    beginAll(due(hook, 100));
    assertThat(shares.hasRoom(hook, free)).isFalse();

    shares.learn(hook, true);
    for (int i = 0; i < HookShares.UNPROVEN; i++) {
      shares.end(hook);
    }

    assertThat(shares.hasRoom(hook, free)).isTrue();
    assertThat(beginAll(manyHooks(100))).as("nothing of it counts any more").isEqualTo(SLOTS / 2);
  }

  @Test
  void countsACallThatBeganBeforeItsHookWasProven() {
    UUID hook = aHook();
    beginAll(due(hook, 2));
    shares.learn(hook, false);
    shares.end(hook);
    shares.learn(hook, true);
    shares.end(hook);
    free = SLOTS;

    assertThat(beginAll(manyHooks(100))).isEqualTo(SLOTS / 2);
  }

  @Test
  void oneSlotIsEnough() {
    var single = new HookShares(1);
    UUID hook = aHook();

    assertThat(single.choose(due(hook, 5), 1)).hasSize(1);
    single.learn(hook, false);
    assertThat(single.choose(due(hook, 5), 1)).hasSize(1);
    assertThat(single.choose(due(hook, 5), 0)).isEmpty();
  }

  private static UUID aHook() {
    return UUID.randomUUID();
  }

  private UUID aProvenHook() {
    UUID hook = aHook();
    shares.learn(hook, false);
    return hook;
  }

  private static List<DueDelivery> due(UUID hook, int count) {
    return Collections.nCopies(count, hook).stream()
        .map(each -> new DueDelivery(UUID.randomUUID(), each))
        .toList();
  }

  private static List<DueDelivery> manyHooks(int count) {
    return IntStream.range(0, count).boxed().flatMap(i -> due(aHook(), 1).stream()).toList();
  }

  private int beginAll(List<DueDelivery> due) {
    List<DueDelivery> chosen = shares.choose(due, free);
    chosen.forEach(each -> shares.begin(each.hook()));
    free -= chosen.size();
    return chosen.size();
  }
}
