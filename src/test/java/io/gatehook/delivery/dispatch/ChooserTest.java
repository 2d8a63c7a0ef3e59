package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.dispatch.Chooser.Choice;
import io.gatehook.delivery.queue.DueDelivery;
import io.gatehook.delivery.queue.DueStore;
import io.gatehook.hook.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChooserTest {
  private static final int SLOTS = 64;
  private static final int ROOM = 32;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final HookShares shares =
      new HookShares(SLOTS, ReadyQueue.MOST, new Breakers(new SettableClock(NOW), () -> 0));
  private final ReadyQueue ready = new ReadyQueue(shares);
  private final Rows rows = new Rows();
  private final Chooser chooser = new Chooser();

  ChooserTest() {
    chooser.store = rows;
    chooser.limits = new RateLimits(hook -> Optional.empty(), () -> 0);
  }

  @Test
  void takesTheLongestDueByTurnsAmongTheHooks() {
    UUID one = aProvenHook();
    UUID other = aProvenHook();
    rows.add(ROOM, one);
    rows.add(2, other);

    Choice choice = choose();

    assertThat(choice.due()).hasSize(ROOM);
    assertThat(choice.due().subList(0, 4))
        .extracting(DueDelivery::hook)
        .containsExactly(one, other, one, other);
    assertThat(choice.waiting()).containsExactly(one);
  }

  @Test
  void findsWhatTheBacklogOfAHookWithoutRoomHides() {
    UUID hanging = aHookWithoutRoom();
    UUID other = aProvenHook();
    rows.add(Chooser.WINDOW, hanging);
    rows.add(1, other);

    Choice choice = choose();

    assertThat(choice.due()).extracting(DueDelivery::hook).containsExactly(other);
    assertThat(choice.waiting()).contains(hanging);
  }

  @Test
  void doesNotReadThatBacklogAgainUntilItsHookHasRoom() {
    UUID hook = aHookWithoutRoom();
    rows.add(Chooser.WINDOW, hook);
    choose();
    int read = rows.read;

    choose();
    assertThat(rows.read).isEqualTo(read);

    shares.end(hook, false, true);
    assertThat(choose().due()).isNotEmpty();
    read = rows.read;
    choose();
    assertThat(rows.read).as("by time again").isEqualTo(read + ROOM * Chooser.PER_SLOT);
  }

  @Test
  void readsNoMoreOfManyHooksThanOfOne() {
    rows.add(Chooser.WINDOW, aHookWithoutRoom());
    Stream.generate(ChooserTest::aHook)
        .limit(Chooser.MAX_HOOKS + 1)
        .forEach(hook -> rows.add(9, hook));
    choose();
    int read = rows.read;

    choose();

    assertThat(rows.read - read).isLessThanOrEqualTo(Math.max(Chooser.MAX_HOOKS, 2 * ROOM));
  }

  private Choice choose() {
    return chooser.choose(ready, ROOM, NOW);
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

  /** With as many calls as it may have. */
  private UUID aHookWithoutRoom() {
    UUID hook = aHook();
    for (int i = 0; i < HookShares.UNPROVEN; i++) {
      shares.holdAnyway(hook);
      shares.begin(hook, SLOTS);
    }
    return hook;
  }

  /** What is due, the longest due first; counts the rows that were read of it. */
  private static final class Rows extends DueStore {
    private final List<DueDelivery> due = new ArrayList<>();
    private int read;

    void add(int count, UUID hook) {
      Collections.nCopies(count, hook)
          .forEach(each -> due.add(new DueDelivery(UUID.randomUUID(), each)));
    }

    @Override
    public List<DueDelivery> oldest(Instant now, int limit) {
      return counted(due.stream().limit(limit).toList());
    }

    @Override
    public List<DueDelivery> oldestOf(UUID hook, Instant now, int limit) {
      return counted(due.stream().filter(row -> row.hook().equals(hook)).limit(limit).toList());
    }

    @Override
    public List<UUID> hooks(Instant now) {
      return due.stream().map(DueDelivery::hook).distinct().toList();
    }

    private List<DueDelivery> counted(List<DueDelivery> rows) {
      read += rows.size();
      return rows;
    }
  }
}
