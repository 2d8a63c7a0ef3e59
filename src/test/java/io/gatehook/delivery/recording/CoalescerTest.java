package io.gatehook.delivery.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescerTest {
  private static final int MOST = 10;

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    callers.shutdownNow();
  }

  private List<Integer> doubled(List<Integer> items) {
    groups.add(items);
    if (items.contains(0)) {
      throw new IllegalArgumentException("bad item");
    }
    if (items.get(0) < 0) {
      pass(gate);
    }
    return items.stream().map(item -> 2 * item).toList();
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final Coalescer<Integer, Integer> coalescer =
      new Coalescer<>(this::doubled, item -> 1, MOST);

  private CompletableFuture<Integer> call(int item) {
    return CompletableFuture.supplyAsync(() -> coalescer.submit(item), callers);
  }

  /** Keeps every group busy, so that what is called next has to wait. */
  private List<CompletableFuture<Integer>> occupied() {
    var calls = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 1; i <= Coalescer.GROUPS; i++) {
      calls.add(call(-i));
    }
    awaitGroups(Coalescer.GROUPS);
    return calls;
  }

  private void awaitGroups(int count) {
    Awaitility.await().until(() -> groups.size() == count);
  }

  private void awaitWaiting(int count) {
    Awaitility.await().until(() -> coalescer.waiting() == count);
  }

  @Test
  void singleCallIsDoneAtOnce() {
    assertThat(coalescer.submit(21)).isEqualTo(42);
  }

  @Test
  void callsThatComeMeanwhileAreDoneTogether() {
    List<CompletableFuture<Integer>> busy = occupied();
    List<CompletableFuture<Integer>> calls =
        IntStream.rangeClosed(1, 5).mapToObj(this::call).toList();
    awaitWaiting(5);

    gate.countDown();

    assertThat(calls).map(CompletableFuture::join).containsExactly(2, 4, 6, 8, 10);
    assertThat(busy).map(CompletableFuture::join).containsExactly(-2, -4);
    assertThat(groups)
        .as("one more for each that ended")
        .hasSizeLessThanOrEqualTo(2 * Coalescer.GROUPS);
  }

  @Test
  void groupIsNoLargerThanItMayBe() {
    occupied();
    List<CompletableFuture<Integer>> calls =
        IntStream.rangeClosed(1, 3 * MOST).mapToObj(this::call).toList();
    awaitWaiting(3 * MOST);

    gate.countDown();

    calls.forEach(CompletableFuture::join);
    assertThat(groups).allMatch(group -> group.size() <= MOST);
  }

  @Test
  void faultOfOneIsOnlyItsOwn() {
    occupied();
    CompletableFuture<Integer> before = call(1);
    CompletableFuture<Integer> bad = call(0);
    CompletableFuture<Integer> after = call(2);
    awaitWaiting(3);

    gate.countDown();

    assertThat(before.join()).isEqualTo(2);
    assertThat(after.join()).isEqualTo(4);
    assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(coalescer.submit(4)).as("goes on afterwards").isEqualTo(8);
  }

  @Test
  void everyCallOfManyGetsItsOwnResult() {
    var random = new Random(1);
    List<Integer> items = random.ints(2_000, 1, 1_000_000).boxed().toList();

    List<CompletableFuture<Integer>> calls = items.stream().map(this::call).toList();

    assertThat(calls)
        .map(CompletableFuture::join)
        .isEqualTo(items.stream().map(item -> 2 * item).toList());
    assertThat(coalescer.waiting()).isZero();
  }
}
