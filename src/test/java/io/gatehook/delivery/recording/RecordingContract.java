package io.gatehook.delivery.recording;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.data;
import static io.gatehook.delivery.DeliveryFixtures.deliveriesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.DeliveryFixtures;
import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.event.Recording;
import io.gatehook.event.WorkerEvent;
import io.gatehook.event.WorkerEvents;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.registry.LoadedHooks;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.Json;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import org.junit.jupiter.api.Test;

/** What firing worker events does, on a real store. */
public interface RecordingContract {
  Duration LONGEST = Duration.ofSeconds(20);

  static Recording.Counts fire(WorkerEvent... events) {
    var given = WorkerEvents.of(List.of(events));
    CDI.current().getBeanManager().getEvent().select(WorkerEvents.class).fire(given);
    return given.recording().counts();
  }

  static <T> T lookup(String name, Class<T> type) throws Exception {
    return type.cast(new InitialContext().lookup(name));
  }

  static UserTransaction transaction() throws Exception {
    return lookup("java:comp/UserTransaction", UserTransaction.class);
  }

  /** Does something in a transaction of its own, and commits it. */
  static <T> T committed(Supplier<T> work) {
    try {
      UserTransaction transaction = transaction();
      transaction.begin();
      try {
        return work.get();
      } finally {
        transaction.commit();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What another connection sees. */
  private static int countElsewhere(EventHook hook) throws Exception {
    ManagedExecutorService executor =
        lookup("java:app/concurrent/gatehook", ManagedExecutorService.class);
    return executor.submit(() -> deliveriesOf(hook).size()).get();
  }

  private static void awaitDelivered(EventHook hook, int count) {
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(deliveriesOf(hook))
                    .hasSize(count)
                    .extracting(Delivery::status)
                    .containsOnly(DeliveryStatus.DELIVERED));
  }

  @Test
  default void firedOutsideATransactionItIsCommittedOnReturn() throws Exception {
    EventHook hook = aHook(aSource(), null);

    Recording.Counts counts = fire(anEvent(hook.source()));

    assertThat(counts).isEqualTo(new Recording.Counts(1, 0, 0, 1, 0));
    assertThat(countElsewhere(hook)).isEqualTo(1);
    awaitDelivered(hook, 1);
  }

  @Test
  default void firedInsideATransactionItIsRecordedInIt() throws Exception {
    EventHook hook = aHook(aSource(), null);
    UserTransaction transaction = transaction();

    transaction.begin();
    fire(anEvent(hook.source()));
    int before = countElsewhere(hook);
    transaction.commit();

    assertThat(before).isZero();
    awaitDelivered(hook, 1);
  }

  @Test
  default void rolledBackTransactionLeavesNothing() throws Exception {
    EventHook hook = aHook(aSource(), null);
    UserTransaction transaction = transaction();

    transaction.begin();
    fire(anEvent(hook.source(), "key", data(1)));
    transaction.rollback();

    assertThat(deliveriesOf(hook)).isEmpty();
    assertThat(fire(anEvent(hook.source(), "key", data(2))).accepted())
        .as("the key was not taken either")
        .isEqualTo(1);
  }

  @Test
  default void singleEventIsWrapped() {
    EventHook hook = aHook(aSource(), null);

    CDI.current()
        .getBeanManager()
        .getEvent()
        .select(WorkerEvent.class)
        .fire(anEvent(hook.source()));

    awaitDelivered(hook, 1);
  }

  @Test
  default void unmatchedEventIsAcceptedButNotStored() {
    String source = aSource();

    assertThat(fire(anEvent(source, "key", data(1))))
        .isEqualTo(new Recording.Counts(1, 0, 0, 0, 0));
    assertThat(bean(HistoryStore.class).eventByKey(source, "key")).isEmpty();
  }

  @Test
  default void sameKeyIsADuplicateAndWithOtherContentAConflict() {
    EventHook hook = aHook(aSource(), null);
    fire(anEvent(hook.source(), "key", data(1)));

    assertThat(fire(anEvent(hook.source(), "key", data(1))))
        .isEqualTo(new Recording.Counts(0, 1, 0, 0, 0));
    assertThat(fire(anEvent(hook.source(), "key", data(2))))
        .isEqualTo(new Recording.Counts(0, 0, 1, 0, 0));
    assertThat(deliveriesOf(hook)).hasSize(1);
  }

  @Test
  default void sameKeyTwiceInOneBatchCountsOnce() {
    EventHook hook = aHook(aSource(), null);
    WorkerEvent event = anEvent(hook.source(), "key", data(1));

    assertThat(fire(event, event)).isEqualTo(new Recording.Counts(1, 1, 0, 1, 0));
  }

  @Test
  default void sameKeyFromManyThreadsIsRecordedOnce() throws Exception {
    EventHook hook = aHook(aSource(), null);
    ManagedExecutorService executor =
        lookup("java:app/concurrent/gatehook", ManagedExecutorService.class);

    var accepted =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> fire(anEvent(hook.source(), "key", data(1))).accepted(), executor))
            .toList()
            .stream()
            .mapToInt(CompletableFuture::join)
            .sum();

    assertThat(accepted).isEqualTo(1);
    assertThat(deliveriesOf(hook)).hasSize(1);
  }

  @Test
  default void changeReachesEachKindOfHookOnceUnderTheNameItAskedFor() {
    String entity = "things-" + System.nanoTime();
    List<EventHook> hooks =
        List.of(
            aHook("dao:crud", "create"),
            aHook("crud", entity),
            aHook("crud", entity + ":create"),
            aHook("crud", null),
            aHook("crud", entity + ":delete"));
    var change =
        Json.createObjectBuilder().add("schema", entity).add("operation", "create").build();

    Recording.Counts counts = fire(WorkerEvent.of("dao:crud", "create", change));

    assertThat(counts.accepted()).isEqualTo(1);
    assertThat(counts.deliveries()).isEqualTo(4);
    assertThat(hooks.stream().flatMap(hook -> deliveriesOf(hook).stream()))
        .extracting(delivery -> delivery.source() + "/" + delivery.event())
        .containsExactlyElementsOf(
            Stream.of("dao:crud/create", "crud/%s", "crud/%s:create", "crud/%s")
                .map(name -> name.formatted(entity))
                .toList());
    hooks.forEach(DeliveryFixtures::delete);
  }

  /**
   * The server's interceptor mixes up what invocations may do when one bean is called inside and
   * outside of transactions at once.
   */
  @Test
  default void readingHooksMeanwhileDoesNotDisturbIt() {
    EventHook hook = aHook(aSource(), null);
    int threads = 8;
    int rounds = 25;

    List<CompletableFuture<Void>> running =
        IntStream.range(0, threads)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> readAndFire(hook, rounds), task -> new Thread(task).start()))
            .toList();
    running.forEach(CompletableFuture::join);

    awaitDelivered(hook, threads * rounds);
  }

  private static void readAndFire(EventHook hook, int rounds) {
    for (int round = 0; round < rounds; round++) {
      bean(LoadedHooks.class).refreshIfStale();
      fire(anEvent(hook.source()));
    }
  }
}
