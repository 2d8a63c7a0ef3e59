package io.gatehook.delivery.queue;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.awaitDelivered;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.draft;
import static io.gatehook.delivery.DeliveryFixtures.reread;
import static io.gatehook.delivery.queue.DeliveryStoreContract.aNode;
import static io.gatehook.delivery.queue.DeliveryStoreContract.aTime;
import static io.gatehook.delivery.queue.DeliveryStoreContract.anAttempt;
import static io.gatehook.delivery.queue.DeliveryStoreContract.claim;
import static io.gatehook.delivery.queue.DeliveryStoreContract.due;
import static io.gatehook.delivery.queue.DeliveryStoreContract.finish;
import static io.gatehook.delivery.queue.DeliveryStoreContract.rescue;
import static io.gatehook.delivery.recording.RecordingContract.committed;
import static io.gatehook.delivery.recording.RecordingContract.fire;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.DeliveryFixtures;
import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.operator.Deliveries;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.delivery.upkeep.Cleaner;
import io.gatehook.delivery.upkeep.NodeStore;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.operator.EventHookService;
import io.gatehook.json.Json;
import io.gatehook.sql.Sql;
import jakarta.json.JsonObject;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The lines of ordered hooks on a real store. The running dispatcher gives the turns; what it makes
 * due is due in the far future, so that it claims none of it.
 */
public interface LineContract {
  Duration LONGEST = Duration.ofSeconds(20);

  /** Several passes of the dispatcher. */
  Duration A_WHILE = Duration.ofSeconds(1);

  NextStep EXHAUST = new NextStep.Exhaust("status 500");

  private static EventHook anOrderedHook(String ordered) {
    return aHook(draft(aSource(), null).add("handler", "log").add("delivery", json(ordered)));
  }

  private static JsonObject json(String ordered) {
    return parsed("{\"ordered\":%s}".formatted(ordered));
  }

  private static JsonObject parsed(String text) {
    return Json.stored(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void patch(EventHook hook, String members) {
    bean(EventHookService.class).patch(hook.id(), new HookDraft(parsed(members), false));
  }

  private static void awaitTurn(UUID id) {
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(reread(id).nextAttemptAt())
                    .isNotNull()
                    .isEqualTo(reread(id).createdAt()));
  }

  private static void assertWait(List<UUID> ids) {
    await()
        .during(A_WHILE)
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(ids)
                    .allSatisfy(
                        id -> {
                          assertThat(reread(id).status()).isEqualTo(DeliveryStatus.PENDING);
                          assertThat(reread(id).nextAttemptAt()).isNull();
                        }));
  }

  private static void awaitHalted(UUID id) {
    await()
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(lineOf(id).filter(Line::halted))
                    .hasValueSatisfying(line -> assertThat(line.first()).isEqualTo(id)));
  }

  private static Optional<Line> lineOf(UUID delivery) {
    return bean(LineStore.class).find(reread(delivery).eventHook());
  }

  /** Claims and finishes the one whose turn it is. */
  private static void end(UUID id, NextStep step, Instant now) {
    awaitTurn(id);
    Incarnation owner = aNode();
    Outcome outcome = step instanceof NextStep.Done ? Outcome.DELIVERED : Outcome.RETRYABLE;
    assertThat(finish(claim(id, owner, now), owner, anAttempt(outcome), step, now)).isTrue();
  }

  @Test
  default void onlyTheFirstIsDueAndOnlyItsEndLetsTheNextPass() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("true"), 3, now);

    awaitTurn(ids.get(0));
    assertWait(ids.subList(1, 3));
    Incarnation owner = aNode();
    ClaimedDelivery claimed = claim(ids.get(0), owner, now);
    assertWait(ids.subList(1, 3));
    Instant later = now.plusSeconds(30);
    finish(
        claimed,
        owner,
        anAttempt(Outcome.RETRYABLE),
        new NextStep.RetryAt(later, "status 500"),
        now);
    assertThat(reread(ids.get(0)).nextAttemptAt()).isEqualTo(later);
    assertWait(ids.subList(1, 3));

    finish(
        claim(ids.get(0), owner, later),
        owner,
        anAttempt(Outcome.DELIVERED),
        new NextStep.Done(),
        now);

    awaitTurn(ids.get(1));
    assertWait(ids.subList(2, 3));
  }

  @Test
  default void whatComesToNothingLetsTheNextPass() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("true"), 4, now);

    end(ids.get(0), EXHAUST, now);
    end(ids.get(1), new NextStep.Reject("status 410"), now);
    bean(DeliveryStore.class).cancel(ids.get(2), "why", now);

    awaitTurn(ids.get(3));
    assertThat(reread(ids.get(0)).reason()).isEqualTo("status 500");
    assertThat(bean(LineStore.class).length(reread(ids.get(3)).eventHook())).isEqualTo(1);
  }

  @Test
  default void waitingDeliveryCanBeCancelled() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("true"), 3, now);
    bean(DeliveryStore.class).cancel(ids.get(1), "why", now);

    end(ids.get(0), new NextStep.Done(), now);

    awaitTurn(ids.get(2));
  }

  @Test
  default void rescuedDeliveryIsFirstAgain() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("true"), 2, now);
    awaitTurn(ids.get(0));
    Incarnation dead = aNode();
    claim(ids.get(0), dead, now);
    bean(NodeStore.class).leave(dead);

    rescue(ids.get(0), now);

    assertThat(reread(ids.get(0)).nextAttemptAt()).isEqualTo(now);
    assertWait(ids.subList(1, 2));
  }

  @Test
  default void lateAnswerGivesNobodyTheTurn() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("true"), 2, now);
    awaitTurn(ids.get(0));
    Incarnation stale = aNode();
    ClaimedDelivery lost = claim(ids.get(0), stale, now);
    bean(NodeStore.class).leave(stale);
    rescue(ids.get(0), now);
    Incarnation other = aNode();
    ClaimedDelivery again = claim(ids.get(0), other, now);

    finish(lost, stale, anAttempt(Outcome.DELIVERED), new NextStep.Done(), now);

    assertThat(reread(ids.get(0)).status()).isEqualTo(DeliveryStatus.CLAIMED);
    assertWait(ids.subList(1, 2));
    finish(again, other, anAttempt(Outcome.DELIVERED), new NextStep.Done(), now);
    awaitTurn(ids.get(1));
  }

  @Test
  default void whatWaitsNamesTheOneBeforeIt() {
    List<UUID> ids = due(anOrderedHook("true"), 3, aTime());
    var lines = bean(LineStore.class);

    assertThat(lines.firstBefore(ids.get(0))).isEmpty();
    assertThat(lines.firstBefore(ids.get(1))).hasValue(ids.get(0));
    assertThat(lines.firstBefore(ids.get(2))).hasValue(ids.get(0));
    assertThat(lines.length(reread(ids.get(0)).eventHook())).isEqualTo(3);
  }

  @Test
  default void haltedHookGoesOnWhenTheEventOfWhatHaltsItIsErased() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("\"stop\""), 2, now);
    end(ids.get(0), EXHAUST, now);
    awaitHalted(ids.get(0));

    bean(Deliveries.class).erase(reread(ids.get(0)).workerEvent());

    assertThat(reread(ids.get(0)).status()).isEqualTo(DeliveryStatus.CANCELLED);
    awaitTurn(ids.get(1));
  }

  @Test
  default void exhaustedDeliveryThatHaltsNothingCannotBeCancelled() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("true"), 1, now);
    end(ids.get(0), EXHAUST, now);

    assertThat(bean(DeliveryStore.class).cancel(ids.get(0), "why", now)).isFalse();
  }

  @Test
  default void haltedHookGoesOnWhenWhatHaltsItIsCancelled() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("\"stop\""), 2, now);
    end(ids.get(0), EXHAUST, now);

    awaitHalted(ids.get(0));
    assertWait(ids.subList(1, 2));
    bean(Deliveries.class).cancel(ids.get(0));

    assertThat(reread(ids.get(0)).status()).isEqualTo(DeliveryStatus.CANCELLED);
    awaitTurn(ids.get(1));
  }

  @Test
  default void haltedHookGoesOnWhenWhatHaltsItIsRedeliveredAndArrives() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("\"stop\""), 2, now);
    end(ids.get(0), EXHAUST, now);
    awaitHalted(ids.get(0));
    Incarnation owner = aNode();

    bean(DeliveryStore.class).redeliver(ids.subList(0, 1), now);
    finish(claim(ids.get(0), owner, now), owner, anAttempt(Outcome.RETRYABLE), EXHAUST, now);
    awaitHalted(ids.get(0));
    assertWait(ids.subList(1, 2));
    bean(DeliveryStore.class).redeliver(ids.subList(0, 1), now);
    finish(
        claim(ids.get(0), owner, now),
        owner,
        anAttempt(Outcome.DELIVERED),
        new NextStep.Done(),
        now);

    awaitTurn(ids.get(1));
  }

  @Test
  default void haltedHookGoesOnWhenItNeedNotStopAnyMore() {
    Instant now = aTime();
    EventHook hook = anOrderedHook("\"stop\"");
    List<UUID> ids = due(hook, 2, now);
    end(ids.get(0), new NextStep.Reject("status 500"), now);
    awaitHalted(ids.get(0));

    patch(hook, "{\"delivery\":{\"ordered\":true}}");

    awaitTurn(ids.get(1));
  }

  @Test
  default void cleanerLeavesWhatHaltsAHook() {
    Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("\"stop\""), 2, now);
    awaitTurn(ids.get(0));
    Incarnation owner = aNode();
    finish(claim(ids.get(0), owner, now), owner, anAttempt(Outcome.RETRYABLE), EXHAUST, longAgo);
    awaitHalted(ids.get(0));

    bean(Cleaner.class).clean();

    assertThat(reread(ids.get(0)).status()).isEqualTo(DeliveryStatus.EXHAUSTED);
    assertWait(ids.subList(1, 2));
  }

  @Test
  default void redeliveryOfWhatLetOthersPassIsOutsideOfTheOrder() {
    Instant now = aTime();
    List<UUID> ids = due(anOrderedHook("true"), 3, now);
    end(ids.get(0), new NextStep.Done(), now);
    awaitTurn(ids.get(1));

    bean(DeliveryStore.class).redeliver(ids.subList(0, 1), now);

    assertThat(reread(ids.get(0)).nextAttemptAt()).isEqualTo(now);
    assertThat(claim(ids.get(0), aNode(), now).id()).isEqualTo(ids.get(0));
    end(ids.get(1), new NextStep.Done(), now);
    awaitTurn(ids.get(2));
  }

  @Test
  default void disabledHookHoldsItsLine() {
    Instant now = aTime();
    EventHook hook = anOrderedHook("true");
    List<UUID> ids = due(hook, 2, now);
    awaitTurn(ids.get(0));

    patch(hook, "{\"enabled\":false}");
    assertWait(ids);
    bean(HoldStore.class).letGoOfForgotten();
    patch(hook, "{\"enabled\":true}");

    awaitTurn(ids.get(0));
    assertWait(ids.subList(1, 2));
  }

  @Test
  default void hookThatIsNoLongerOrderedOwesAllAtOnce() {
    Instant now = aTime();
    EventHook hook = anOrderedHook("true");
    List<UUID> ids = due(hook, 3, now);
    awaitTurn(ids.get(0));
    claim(ids.get(0), aNode(), now);

    patch(hook, "{\"delivery\":null}");

    await()
        .atMost(LONGEST)
        .untilAsserted(
            () ->
                assertThat(ids.subList(1, 3))
                    .allSatisfy(id -> assertThat(reread(id).nextAttemptAt()).isEqualTo(now)));
  }

  @Test
  default void recordingThatDidNotSeeTheOrderEndedIsNotLeftInLine() throws Exception {
    EventHook hook = anOrderedHook("true");
    UserTransaction transaction = transaction();

    transaction.begin();
    fire(anEvent(hook.source()), anEvent(hook.source()));
    CompletableFuture<Void> change =
        elsewhere(() -> patch(hook, "{\"delivery\":{\"ordered\":false}}"));
    await().during(Duration.ofMillis(300)).atMost(LONGEST).until(() -> !change.isDone());
    transaction.commit();
    change.join();

    awaitDelivered(hook, 2);
  }

  @Test
  default void deletedHookLeavesNoLine() {
    List<UUID> ids = due(anOrderedHook("true"), 2, aTime());

    DeliveryFixtures.delete(reread(ids.get(0)).eventHook());

    ids.forEach(id -> assertThat(reread(id).status()).isEqualTo(DeliveryStatus.CANCELLED));
    assertThat(lineOf(ids.get(0))).isEmpty();
  }

  @Test
  default void numbersAreGivenInTheOrderOfCommits() throws Exception {
    EventHook hook = anOrderedHook("true");
    patch(hook, "{\"enabled\":false}");
    UserTransaction transaction = transaction();

    transaction.begin();
    fire(numbered(hook, 1), numbered(hook, 2));
    CompletableFuture<Void> other = elsewhere(() -> fire(numbered(hook, 3)));
    await()
        .during(Duration.ofMillis(300))
        .atMost(LONGEST)
        .until(() -> !other.isDone()); // it waits, else its number would be in the way
    transaction.commit();
    other.join();

    assertThat(lineOf(hook)).containsExactly(1L, 2L, 3L);
  }

  @Test
  default void eachSenderFindsItsEventsInTheirOrder() {
    EventHook hook = anOrderedHook("true");
    patch(hook, "{\"enabled\":false}");
    int senders = 6;
    int events = 10;

    IntStream.range(0, senders)
        .mapToObj(
            sender ->
                elsewhere(
                    () ->
                        IntStream.range(0, events)
                            .forEach(i -> fire(numbered(hook, sender * 100 + i)))))
        .toList()
        .forEach(CompletableFuture::join);

    List<Long> line = lineOf(hook);
    assertThat(line).hasSize(senders * events);
    for (long sender = 0; sender < senders; sender++) {
      long from = sender * 100;
      assertThat(line.stream().filter(number -> number / 100 == from / 100))
          .containsExactlyElementsOf(LongStream.range(from, from + events).boxed().toList());
    }
  }

  private static CompletableFuture<Void> elsewhere(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task).start());
  }

  private static WorkerEvent numbered(EventHook hook, int number) {
    return WorkerEvent.of(hook.source(), "happened", DeliveryFixtures.data(number));
  }

  /** The numbers of the events that wait, as the line has them. */
  private static List<Long> lineOf(EventHook hook) {
    String line =
        """
        select e.data from delivery_line o join delivery d on d.id = o.delivery
          join worker_event e on e.id = d.worker_event
         where o.event_hook = ? order by o.number
        """;
    return committed(
        () ->
            bean(Sql.class)
                .query(
                    line,
                    row -> Json.stored(row.getBytes(1)).getJsonNumber("number").longValue(),
                    hook.id()));
  }
}
