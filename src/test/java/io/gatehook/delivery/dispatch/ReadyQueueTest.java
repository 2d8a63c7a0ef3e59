package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.Trigger;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.ClaimedDelivery.Progress;
import io.gatehook.delivery.queue.DueDelivery;
import io.gatehook.event.WorkerEvent;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
  private static final int SLOTS = 8;
  private static final int SMALL = 100;

  private final Breakers breakers = new Breakers(Clock.systemUTC(), () -> 0);
  private final HookShares shares = new HookShares(SLOTS, ReadyQueue.MOST, breakers);
  private final ReadyQueue ready = new ReadyQueue(shares);

  ReadyQueueTest() {
    ready.start(new Signal());
    ready.open(true);
  }

  @Test
  void handsOutByTurnsAndForEachHookTheLongestClaimedFirst() {
    UUID one = aProvenHook();
    UUID other = aProvenHook();
    List<ClaimedDelivery> ofOne = claimed(3, one);
    List<ClaimedDelivery> ofOther = claimed(1, other);
    ready.addClaimed(ofOne);
    ready.addClaimed(ofOther);

    List<ClaimedDelivery> taken =
        Stream.generate(() -> ready.take(SLOTS).orElseThrow()).limit(4).toList();

    assertThat(taken).containsExactly(ofOne.get(0), ofOther.get(0), ofOne.get(1), ofOne.get(2));
    assertThat(ready.size()).isZero();
    assertThat(ready.take(SLOTS)).isEmpty();
  }

  @Test
  void passesOverAHookThatMayHaveNoMoreCalls() {
    UUID busy = aProvenHook();
    UUID other = aProvenHook();
    ready.addClaimed(claimed(SLOTS, busy));
    for (int free = SLOTS; free > SLOTS / 8; free--) {
      assertThat(ready.take(free)).isPresent();
    }
    List<ClaimedDelivery> ofOther = claimed(1, other);
    ready.addClaimed(ofOther);

    assertThat(ready.take(SLOTS / 8)).isEqualTo(ofOther.stream().findFirst());
    assertThat(ready.take(1)).isEmpty();
  }

  @Test
  void reservesNothingWhileOlderOnesWaitInTheStore() {
    ready.open(false);

    assertThat(ready.reserve(aProvenHook(), SMALL)).isFalse();
  }

  @Test
  void reservesNoMoreOnceTheDataIsTooMuch() {
    UUID hook = aProvenHook();
    int half = (int) (ReadyQueue.MOST_BYTES / 2);
    assertThat(ready.reserve(hook, half)).isTrue();
    assertThat(ready.reserve(hook, half)).isTrue();

    assertThat(ready.reserve(hook, SMALL)).isFalse();
    assertThat(ready.hasRoom(hook)).isFalse();
    assertThat(ready.choose(due(3, hook), 3)).isEmpty();
  }

  @Test
  void roomIsFreeAgainAfterARollbackACallAndARemoval() {
    UUID hook = aHook();
    List<ClaimedDelivery> born = claimed(HookShares.UNPROVEN, hook);
    born.forEach(delivery -> assertThat(ready.reserve(hook, SMALL)).isTrue());
    assertThat(ready.reserve(hook, SMALL)).isFalse();

    ready.giveBack(born.subList(0, 1));
    ready.add(born.subList(1, born.size()));
    assertThat(ready.take(SLOTS)).isPresent();
    shares.end(hook, false, false);
    assertThat(ready.remove(hook)).hasSameSizeAs(born.subList(2, born.size()));

    assertThat(ready.size()).isZero();
    assertThat(ready.reserve(hook, (int) ReadyQueue.MOST_BYTES - SMALL)).isTrue();
    assertThat(ready.reserve(hook, SMALL)).isTrue();
  }

  @Test
  void removesWhatWaitsTooLong() {
    ready.addClaimed(claimed(2, aHook()));

    assertThat(ready.removeLate(Duration.ofHours(1))).isEmpty();
    assertThat(ready.removeLate(Duration.ZERO)).hasSize(2);
  }

  @Test
  void removesWhatWaitsOfAllHooks() {
    ready.addClaimed(claimed(2, aHook()));
    ready.addClaimed(claimed(3, aProvenHook()));

    assertThat(ready.removeAll()).hasSize(5);
    assertThat(ready.size()).isZero();
  }

  @Test
  void choosesByTurnsAndForEachHookTheLongestDueFirst() {
    UUID one = aProvenHook();
    UUID other = aProvenHook();
    List<DueDelivery> ofOne = due(3, one);
    List<DueDelivery> ofOther = due(1, other);
    var all = new ArrayList<>(ofOne);
    all.addAll(ofOther);

    assertThat(ready.choose(all, 3)).containsExactly(ofOne.get(0), ofOther.get(0), ofOne.get(1));
    assertThat(ready.choose(all, 3)).as("nothing is held by choosing").hasSize(3);
  }

  private static UUID aHook() {
    return UUID.randomUUID();
  }

  private UUID aProvenHook() {
    UUID hook = aHook();
    shares.holdAnyway(hook);
    shares.begin(hook, SLOTS);
    shares.end(hook, false, true);
    return hook;
  }

  private static List<DueDelivery> due(int count, UUID hook) {
    return Stream.generate(() -> new DueDelivery(UUID.randomUUID(), hook)).limit(count).toList();
  }

  private static List<ClaimedDelivery> claimed(int count, UUID hook) {
    return Stream.generate(() -> claimed(hook)).limit(count).toList();
  }

  private static ClaimedDelivery claimed(UUID hook) {
    return new ClaimedDelivery(
        UUID.randomUUID(),
        hook,
        1,
        WorkerEvent.of("crud", "consumers", JsonValue.EMPTY_JSON_OBJECT),
        SMALL,
        new Progress(0, 0, 0, Instant.EPOCH, Trigger.SCHEDULED));
  }
}
