package io.gatehook.delivery.queue;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.farAhead;
import static io.gatehook.delivery.DeliveryFixtures.reread;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.Attempt;
import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.DeliveryFixtures;
import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.Trigger;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.operator.Deliveries;
import io.gatehook.delivery.operator.DeliveryProblem;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.delivery.recording.EventStore;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.delivery.upkeep.NodeStore;
import io.gatehook.event.EventName;
import io.gatehook.handler.Exchange;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatch;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every move of a delivery on a real store. What is due here is due in the far future, so that the
 * running dispatcher leaves it alone; every test claims at a time of its own.
 */
public interface DeliveryStoreContract {
  Exchange SAID =
      new Exchange(
          2,
          new Exchange.Sent("POST", "http://h/", java.util.Map.of("a", "b"), "body"),
          new Exchange.Received(500, java.util.Map.of(), "no", false),
          List.of("a line"));

  private static DeliveryStore store() {
    return bean(DeliveryStore.class);
  }

  private static RescueStore rescues() {
    return bean(RescueStore.class);
  }

  static Incarnation aNode() {
    var node = new Incarnation(UUID.randomUUID(), "test");
    bean(NodeStore.class).join(node, Instant.now(), Duration.ofDays(40_000));
    return node;
  }

  static AttemptRecord anAttempt(Outcome outcome) {
    return new AttemptRecord(farAhead(), Duration.ofMillis(5), outcome, "why", SAID);
  }

  /** New deliveries of a new hook, due at a time that no other test uses. */
  static List<UUID> due(int count, Instant time) {
    return due(aHook(aSource(), null), count, time);
  }

  static List<UUID> due(EventHook hook, int count, Instant time) {
    var deliveries = new ArrayList<NewDelivery>();
    for (int i = 0; i < count; i++) {
      var wanted = new WantedEvent(UUID.randomUUID(), anEvent(hook.source()), List.of());
      bean(EventStore.class).insert(List.of(wanted.row(time)));
      var match = new HookMatch(hook, new EventName(hook.source(), "happened"));
      deliveries.add(new NewDelivery(UUID.randomUUID(), wanted.id(), match));
    }
    store().insert(deliveries, Set.of(), UUID.randomUUID(), time);
    return deliveries.stream().map(NewDelivery::id).toList();
  }

  static Instant aTime() {
    return farAhead().plus(Duration.ofNanos(System.nanoTime() / 1000 * 1000));
  }

  /** Whether the claim was still the owner's. */
  static boolean finish(
      ClaimedDelivery claimed,
      Incarnation owner,
      AttemptRecord attempt,
      NextStep step,
      Instant now) {
    return store().finish(List.of(new Ending(claimed, attempt, step)), owner, now).isEmpty();
  }

  private static List<ClaimedDelivery> claimDue(UUID owner, Instant now, int limit) {
    List<DueDelivery> due = bean(DueStore.class).oldest(now, limit);
    return store().claim(owner, now, due.stream().map(DueDelivery::id).toList());
  }

  /** Claims until the wanted one is won; what else was due goes back. */
  static ClaimedDelivery claim(UUID id, Incarnation owner, Instant now) {
    List<ClaimedDelivery> claimed = claimDue(owner.id(), now, 1000);
    ClaimedDelivery won =
        claimed.stream().filter(delivery -> delivery.id().equals(id)).findFirst().orElseThrow();
    store().release(claimed.stream().filter(d -> !d.equals(won)).toList(), owner, now);
    return won;
  }

  @Test
  default void claimsTheLongestDueFirstAndNotTheUndue() {
    Instant now = aTime();
    UUID later = due(1, now.plusSeconds(1)).get(0);
    UUID first = due(1, now.minusSeconds(2)).get(0);
    UUID second = due(1, now.minusSeconds(1)).get(0);

    List<UUID> claimed =
        claimDue(aNode().id(), now, 1000).stream().map(ClaimedDelivery::id).toList();

    assertThat(claimed).containsSubsequence(first, second).doesNotContain(later);
    assertThat(reread(first).status()).isEqualTo(DeliveryStatus.CLAIMED);
    assertThat(reread(first).nextAttemptAt()).isNull();
  }

  @Test
  default void ownersThatRaceNeverWinTheSameDelivery() {
    Instant now = aTime();
    List<UUID> due = due(60, now);
    Incarnation one = aNode();
    Incarnation other = aNode();

    var won = new ConcurrentLinkedQueue<UUID>();
    Runnable[] claims =
        Stream.of(one, other, one, other, one, other)
            .map(
                owner ->
                    (Runnable)
                        () -> claimDue(owner.id(), now, 7).forEach(each -> won.add(each.id())))
            .toArray(Runnable[]::new);

    // rows that another one locks are passed over, so how many rounds it takes is open
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ZERO)
        .until(
            () -> {
              CompletableFuture.allOf(
                      Stream.of(claims)
                          .map(CompletableFuture::runAsync)
                          .toArray(CompletableFuture[]::new))
                  .join();
              return won.containsAll(due);
            });

    assertThat(won).doesNotHaveDuplicates();
  }

  @Test
  default void finishedDeliveryKeepsItsAttempt() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation owner = aNode();

    boolean ours =
        finish(
            claim(id, owner, now), owner, anAttempt(Outcome.DELIVERED), new NextStep.Done(), now);

    assertThat(ours).isTrue();
    Delivery delivery = reread(id);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.finishedAt()).isEqualTo(now);
    assertThat(delivery.attemptCount()).isEqualTo(1);
    Attempt attempt = bean(HistoryStore.class).attempts(id).get(0);
    assertThat(attempt.number()).isEqualTo(1);
    assertThat(attempt.tries()).isEqualTo(2);
    assertThat(attempt.duration()).isEqualTo(Duration.ofMillis(5));
    assertThat(attempt.request().orElseThrow().getString("body")).isEqualTo("body");
    assertThat(attempt.response().orElseThrow().getInt("status")).isEqualTo(500);
    assertThat(attempt.log().getString(0)).isEqualTo("a line");
  }

  @Test
  default void retryIsDueAtItsTimeWithTheNextStep() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation owner = aNode();
    Instant next = now.plusSeconds(30);

    finish(
        claim(id, owner, now),
        owner,
        anAttempt(Outcome.RETRYABLE),
        new NextStep.RetryAt(next, "status 500"),
        now);

    Delivery delivery = reread(id);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(delivery.nextAttemptAt()).isEqualTo(next);
    assertThat(delivery.reason()).isEqualTo("status 500");
    ClaimedDelivery again = claim(id, owner, next);
    assertThat(again.progress().step()).isEqualTo(1);
    assertThat(again.progress().nextAttempt()).isEqualTo(2);
  }

  @Test
  default void lateAnswerDoesNotOverwriteARescue() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation dead = aNode();
    ClaimedDelivery lost = claim(id, dead, now);
    bean(NodeStore.class).leave(dead);
    rescue(id, now.plusSeconds(1));

    boolean ours = finish(lost, dead, anAttempt(Outcome.DELIVERED), new NextStep.Done(), now);

    assertThat(ours).isFalse();
    assertThat(reread(id).status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(reread(id).attemptCount()).isEqualTo(1);
    assertThat(bean(HistoryStore.class).attempts(id))
        .extracting(Attempt::outcome)
        .containsExactlyInAnyOrder(Outcome.UNKNOWN, Outcome.DELIVERED);
  }

  static void rescue(UUID id, Instant now) {
    ClaimedDelivery stale =
        rescues().staleClaims(UUID.randomUUID(), now, Instant.now(), 1000).stream()
            .filter(delivery -> delivery.id().equals(id))
            .findFirst()
            .orElseThrow();
    rescues()
        .rescue(stale, "rescuer", AttemptRecord.lost(now), new NextStep.RetryAt(now, "rescued"));
  }

  @Test
  default void claimOfALiveOwnerIsNotStaleButALostOneIs() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation owner = aNode();
    claim(id, owner, now);

    assertThat(rescues().staleClaims(owner.id(), now, Instant.now(), 1000))
        .extracting(ClaimedDelivery::id)
        .doesNotContain(id);
    assertThat(rescues().staleClaims(owner.id(), now.plusSeconds(1), Instant.now(), 1000))
        .extracting(ClaimedDelivery::id)
        .contains(id);
  }

  @Test
  default void rescueKeepsThePlaceInTheSchedule() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation dead = aNode();
    claim(id, dead, now);
    bean(NodeStore.class).leave(dead);

    rescue(id, now);

    ClaimedDelivery again = claim(id, aNode(), now);
    assertThat(again.progress().step()).isZero();
    assertThat(again.progress().rescues()).isEqualTo(1);
    assertThat(again.progress().nextAttempt()).isEqualTo(2);
  }

  @Test
  default void releasedDeliveryIsDueWithoutAnAttempt() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation owner = aNode();

    store().release(List.of(claim(id, owner, now)), owner, now);

    assertThat(reread(id).status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(reread(id).attemptCount()).isZero();
    assertThat(claim(id, owner, now).claim()).isGreaterThan(1);
  }

  @Test
  default void cancelledDeliveryCannotBeFinishedNorCancelledAgain() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation owner = aNode();
    ClaimedDelivery claimed = claim(id, owner, now);

    assertThat(store().cancel(id, "why", now)).isTrue();

    assertThat(store().cancel(id, "why", now)).isFalse();
    assertThat(finish(claimed, owner, anAttempt(Outcome.DELIVERED), new NextStep.Done(), now))
        .isFalse();
    assertThat(reread(id).status()).isEqualTo(DeliveryStatus.CANCELLED);
  }

  @Test
  default void redeliveryStartsTheScheduleAfreshAndCountsOn() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation owner = aNode();
    finish(
        claim(id, owner, now),
        owner,
        anAttempt(Outcome.RETRYABLE),
        new NextStep.RetryAt(now, "status 500"),
        now);
    finish(
        claim(id, owner, now),
        owner,
        anAttempt(Outcome.RETRYABLE),
        new NextStep.Exhaust("status 500"),
        now);

    assertThat(store().redeliver(List.of(id), now)).isEqualTo(1);

    assertThat(store().redeliver(List.of(id), now)).as("it is pending now").isZero();
    ClaimedDelivery again = claim(id, owner, now);
    assertThat(again.progress())
        .isEqualTo(new ClaimedDelivery.Progress(2, 0, 0, now, Trigger.MANUAL));
  }

  @Test
  default void deletingAHookCancelsWhatIsOwedToIt() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    UUID hook = reread(id).eventHook();

    DeliveryFixtures.delete(hook);

    assertThat(reread(id).status()).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(reread(id).reason()).isEqualTo("event hook deleted");
    assertThat(store().redeliver(List.of(id), now)).as("nothing to call").isZero();
  }

  @Test
  default void erasedEventLeavesRowsWithoutWhatWasSaid() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation owner = aNode();
    ClaimedDelivery claimed = claim(id, owner, now);
    UUID event = reread(id).workerEvent();

    bean(Deliveries.class).erase(event);
    finish(claimed, owner, anAttempt(Outcome.DELIVERED), new NextStep.Done(), now);

    assertThat(bean(HistoryStore.class).event(event).orElseThrow().data()).isEmpty();
    assertThat(reread(id).status()).isEqualTo(DeliveryStatus.CANCELLED);
    Attempt late = bean(HistoryStore.class).attempts(id).get(0);
    assertThat(late.request()).isEmpty();
    assertThat(late.response()).isEmpty();
    assertThat(late.log()).isEmpty();
    assertThatThrownBy(() -> bean(Deliveries.class).redeliver(id))
        .isInstanceOf(DeliveryProblem.class);
  }

  @Test
  default void erasedWhileItIsRedeliveredIsCancelled() throws Exception {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    UUID event = reread(id).workerEvent();
    store().cancel(id, "test", now);
    UserTransaction redelivery = transaction();

    redelivery.begin();
    assertThat(store().redeliver(List.of(id), now)).isEqualTo(1);
    var erasure = CompletableFuture.runAsync(() -> bean(Deliveries.class).erase(event));
    await().during(Duration.ofMillis(200)).until(() -> !erasure.isDone());
    redelivery.commit();
    erasure.join();

    assertThat(reread(id).status()).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(store().redeliver(List.of(id), now)).as("nothing to send").isZero();
  }

  @Test
  default void backlogOfOneHookHidesNoOther() {
    Instant now = aTime();
    var store = bean(DueStore.class);
    UUID one = hookOf(due(3, now).get(0));
    UUID other = hookOf(due(1, now.plusMillis(1)).get(0));
    UUID later = hookOf(due(1, now.plusSeconds(1)).get(0));

    assertThat(store.hooks(now.plusMillis(1))).contains(one, other).doesNotContain(later);
    assertThat(store.oldestOf(other, now.plusMillis(1), 10))
        .extracting(DueDelivery::hook)
        .containsExactly(other);
    assertThat(store.oldestOf(one, now, 2)).hasSize(2);
    assertThat(store.oldestOf(later, now, 2)).isEmpty();
  }

  private static UUID hookOf(UUID delivery) {
    return reread(delivery).eventHook();
  }
}
