package io.gatehook.delivery.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.queue.ClaimedDelivery;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallersTest {
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Queue<ClaimedDelivery> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<ClaimedDelivery> called = new ConcurrentLinkedQueue<>();
  private final Semaphore answers = new Semaphore(0);
  private final Callers callers =
      new Callers(executor, () -> Optional.ofNullable(waiting.poll()), this::call);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void callAtOnceWhatIsHandedOverWhileOthersHang() {
    some(3).forEach(callers::hand);

    await().until(() -> called.size() == 3);
    assertThat(threads()).isEqualTo(3);
  }

  @Test
  void goOnWithWhatWaitsOnTheSameThread() {
    waiting.addAll(some(5));
    answers.release(6);

    callers.hand(some(1).get(0));

    await().until(() -> called.size() == 6);
    assertThat(threads()).isEqualTo(1);
  }

  @Test
  void waitForTheNextCallUntilTheyAreDismissed() {
    answers.release(2);
    callers.hand(some(1).get(0));
    await().until(CallersTest::isIdle);

    callers.hand(some(1).get(0));
    await().until(() -> called.size() == 2);
    assertThat(threads()).isEqualTo(1);

    callers.dismiss();
    await().until(() -> active() == 0);
  }

  private void call(ClaimedDelivery delivery) {
    called.add(delivery);
    answers.acquireUninterruptibly();
  }

  /** Whether a call would be taken over by a thread that waits. */
  private static boolean isIdle() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getState() == Thread.State.TIMED_WAITING)
        .flatMap(thread -> Stream.of(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals(Callers.class.getName()));
  }

  private int threads() {
    return ((ThreadPoolExecutor) executor).getLargestPoolSize();
  }

  private int active() {
    return ((ThreadPoolExecutor) executor).getActiveCount();
  }

  private static List<ClaimedDelivery> some(int count) {
    return Stream.generate(() -> BreakersTest.aClaimOf(UUID.randomUUID())).limit(count).toList();
  }
}
