package io.gatehook.delivery.operator;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.delete;
import static io.gatehook.delivery.recording.RecordingContract.fire;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.EventHook;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Redeliveries of many, on a real store, while the running server works on them as well. */
public interface RedeliveryContract {
  Duration LIMIT = Duration.ofMinutes(1);

  /** Three batches, the last of them not full. */
  int MANY = 2 * Redeliverer.BATCH + Redeliverer.BATCH / 2;

  private static DeliveryFilter of(EventHook hook, @Nullable DeliveryStatus status) {
    return new DeliveryFilter(status, hook.id(), null, null, null, null);
  }

  /** A hook with so many deliveries that reached their receiver. */
  private static EventHook delivered(int count) {
    EventHook hook = aHook(aSource(), null);
    fire(Collections.nCopies(count, anEvent(hook.source())).toArray(WorkerEvent[]::new));
    awaitAttempts(hook, count, 1);
    return hook;
  }

  private static List<Delivery> deliveries(EventHook hook) {
    return bean(HistoryStore.class).page(of(hook, null), HistoryStore.Place.START, 10_000);
  }

  /** So many deliveries have reached their receiver, each with so many attempts. */
  private static void awaitAttempts(EventHook hook, int deliveries, int attempts) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(deliveries(hook))
                    .filteredOn(delivery -> delivery.status() == DeliveryStatus.DELIVERED)
                    .filteredOn(delivery -> delivery.attemptCount() == attempts)
                    .hasSize(deliveries));
  }

  private static Redelivery awaitEnd(UUID id) {
    await()
        .atMost(LIMIT)
        .until(() -> reread(id).status(), status -> status != RedeliveryStatus.RUNNING);
    return reread(id);
  }

  private static Redelivery reread(UUID id) {
    return bean(Redeliveries.class).find(id).orElseThrow();
  }

  private static long done(UUID id) {
    return reread(id).progress().done();
  }

  private static void workInThisTransaction(UUID id) {
    await()
        .pollInSameThread()
        .atMost(LIMIT)
        .until(() -> bean(Redeliverer.class).work() && done(id) > 0);
  }

  private static Redelivery begin(DeliveryFilter filter) {
    return bean(Redeliveries.class).begin(filter);
  }

  private static void assertCounts(Redelivery redelivery, long matched, long done, long failed) {
    Redelivery.Progress progress = redelivery.progress();
    assertThat(List.of(progress.matched(), progress.done(), progress.failed()))
        .as("matched, done, failed")
        .containsExactly(matched, done, failed);
  }

  @Test
  default void eachDeliveryIsRedeliveredOnceHoweverManyWork() {
    EventHook hook = delivered(MANY);

    Redelivery begun = begin(of(hook, DeliveryStatus.DELIVERED));
    assertThat(begun.status()).isEqualTo(RedeliveryStatus.RUNNING);
    assertCounts(begun, MANY, 0, 0);
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              var workers = Stream.generate(() -> bean(Redeliverer.class)).limit(4);
              CompletableFuture.allOf(
                      workers
                          .map(worker -> CompletableFuture.runAsync(worker::work))
                          .toArray(CompletableFuture[]::new))
                  .join();
              return reread(begun.id()).status() == RedeliveryStatus.FINISHED;
            });

    assertCounts(reread(begun.id()), MANY, MANY, 0);
    assertThat(reread(begun.id()).finishedAt()).isNotNull();
    awaitAttempts(hook, MANY, 2);
  }

  @Test
  default void rolledBackBatchIsNeitherLostNorRepeated() throws Exception {
    EventHook hook = delivered(MANY);
    UserTransaction transaction = transaction();

    Redelivery begun = begin(of(hook, null));
    transaction.begin();
    workInThisTransaction(begun.id());
    transaction.rollback();

    assertCounts(awaitEnd(begun.id()), MANY, MANY, 0);
    awaitAttempts(hook, MANY, 2);
  }

  @Test
  default void doesNotTakeWhatFinishesLater() throws Exception {
    EventHook hook = delivered(3);
    UserTransaction transaction = transaction();

    transaction.begin();
    Redelivery begun = begin(of(hook, null));
    CompletableFuture.runAsync(() -> fire(anEvent(hook.source()))).join();
    await().atMost(LIMIT).until(() -> deliveredElsewhere(hook) == 4);
    transaction.commit();

    assertCounts(awaitEnd(begun.id()), 3, 3, 0);
    awaitAttempts(hook, 3, 2);
    awaitAttempts(hook, 1, 1);
  }

  private static int deliveredElsewhere(EventHook hook) {
    return CompletableFuture.supplyAsync(
            () ->
                (int)
                    deliveries(hook).stream()
                        .filter(delivery -> delivery.status() == DeliveryStatus.DELIVERED)
                        .count())
        .join();
  }

  @Test
  default void whatCannotBeSentAgainHasFailed() {
    EventHook erased = delivered(3);
    bean(Deliveries.class).erase(deliveries(erased).get(1).workerEvent());
    EventHook deleted = delivered(2);
    delete(deleted);

    assertCounts(awaitEnd(begin(of(erased, null)).id()), 3, 2, 1);
    assertCounts(awaitEnd(begin(of(deleted, null)).id()), 2, 0, 2);
  }

  @Test
  default void everyMemberOfTheFilterCounts() {
    EventHook hook = delivered(2);
    fire(WorkerEvent.of(hook.source(), "other", anEvent(hook.source()).data()));
    awaitAttempts(hook, 3, 1);
    Delivery other = deliveries(hook).get(2);
    var all = new DeliveryFilter(null, hook.id(), hook.source(), null, null, null);

    assertThat(count(all)).isEqualTo(3);
    assertThat(count(of(hook, DeliveryStatus.REJECTED))).isZero();
    assertThat(count(new DeliveryFilter(null, null, hook.source(), "other", null, null)))
        .isEqualTo(1);
    assertThat(count(new DeliveryFilter(null, hook.id(), null, null, other.createdAt(), null)))
        .isEqualTo(1);
    assertThat(count(new DeliveryFilter(null, hook.id(), null, null, null, other.createdAt())))
        .isEqualTo(2);
  }

  private static long count(DeliveryFilter filter) {
    return bean(Redeliveries.class).count(filter);
  }

  @Test
  default void cancelledOneStopsWhereItIs() throws Exception {
    EventHook hook = delivered(MANY);
    Redeliveries redeliveries = bean(Redeliveries.class);

    UUID id = begin(of(hook, null)).id();
    await().atMost(LIMIT).until(() -> done(id) > 0);
    Redelivery cancelled = redeliveries.cancel(id);

    assertThat(cancelled.status()).isEqualTo(RedeliveryStatus.CANCELLED);
    assertThat(cancelled.progress().done()).isBetween(1L, MANY - 1L);
    awaitAttempts(hook, (int) cancelled.progress().done(), 2);
    awaitAttempts(hook, MANY - (int) cancelled.progress().done(), 1);
    assertThatThrownBy(() -> redeliveries.cancel(id))
        .isInstanceOf(DeliveryProblem.class)
        .hasMessageContaining("it is cancelled");
    assertThatThrownBy(() -> redeliveries.cancel(UUID.randomUUID()))
        .isInstanceOf(DeliveryProblem.class);
  }

  @Test
  default void soManyRunAndNoMore() throws Exception {
    EventHook hook = aHook(aSource(), null);
    UserTransaction transaction = transaction();

    transaction.begin(); // the server does not see them, and so does not finish them
    try {
      for (int i = 0; i < Redeliveries.MAX_RUNNING; i++) {
        begin(of(hook, null));
      }
      assertThatThrownBy(() -> begin(of(hook, null)))
          .isInstanceOf(DeliveryProblem.class)
          .hasMessageContaining("10 redeliveries run");
    } finally {
      transaction.rollback();
    }
  }

  @Test
  default void batchWaitsUntilTheLastOneIsClaimed() throws Exception {
    EventHook hook = delivered(Redeliverer.BATCH + 1);
    UserTransaction transaction = transaction();

    transaction.begin(); // nobody claims what nobody sees
    UUID id = begin(of(hook, null)).id();
    workInThisTransaction(id);
    int waiting = bean(RedeliveryStore.class).waiting(reread(id));
    transaction.commit();

    assertThat(waiting).isEqualTo(Redeliverer.BATCH);

    assertCounts(awaitEnd(id), Redeliverer.BATCH + 1, Redeliverer.BATCH + 1, 0);
    awaitAttempts(hook, Redeliverer.BATCH + 1, 2);
  }
}
