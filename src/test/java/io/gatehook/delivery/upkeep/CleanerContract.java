package io.gatehook.delivery.upkeep;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.farAhead;
import static io.gatehook.delivery.queue.DeliveryStoreContract.aNode;
import static io.gatehook.delivery.queue.DeliveryStoreContract.aTime;
import static io.gatehook.delivery.queue.DeliveryStoreContract.anAttempt;
import static io.gatehook.delivery.queue.DeliveryStoreContract.claim;
import static io.gatehook.delivery.queue.DeliveryStoreContract.finish;
import static io.gatehook.delivery.recording.RecordingContract.committed;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.delivery.recording.EventStore;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatch;
import io.gatehook.sql.Sql;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is deleted when it is old, and what is not, on a real store. */
public interface CleanerContract {
  Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  /** An event owed to one hook so many times, as no server would make it. */
  record Owed(UUID workerEvent, List<UUID> deliveries) {
    static Owed times(int count) {
      EventHook hook = aHook(aSource(), null);
      var wanted = new WantedEvent(UUID.randomUUID(), anEvent(hook.source()), List.of());
      bean(EventStore.class).insert(List.of(wanted.row(LONG_AGO)));
      var match = new HookMatch(hook, new EventName(hook.source(), "happened"));
      var owed =
          Stream.generate(() -> new NewDelivery(UUID.randomUUID(), wanted.id(), match))
              .limit(count)
              .toList();
      store().insert(owed, Set.of(), UUID.randomUUID(), farAhead());
      return new Owed(wanted.id(), owed.stream().map(NewDelivery::id).toList());
    }

    void cancel(int delivery) {
      store().cancel(deliveries.get(delivery), "test", LONG_AGO);
    }

    void reject(int delivery) {
      Instant now = aTime();
      Incarnation owner = aNode();
      String due = "update delivery set next_attempt_at = ? where id = ?";
      committed(() -> bean(Sql.class).update(due, now, deliveries.get(delivery)));
      var claimed = claim(deliveries.get(delivery), owner, now);
      finish(claimed, owner, anAttempt(Outcome.REJECTED), new NextStep.Reject("410"), LONG_AGO);
    }

    boolean isGone(int delivery) {
      return bean(HistoryStore.class).delivery(deliveries.get(delivery)).isEmpty();
    }

    boolean eventIsGone() {
      return bean(HistoryStore.class).event(workerEvent).isEmpty();
    }
  }

  private static DeliveryStore store() {
    return bean(DeliveryStore.class);
  }

  private static void clean() {
    bean(Cleaner.class).clean();
  }

  private static long count(String rows, @Nullable Object... arguments) {
    String count = "select count(*) from " + rows;
    return committed(() -> bean(Sql.class).query(count, row -> row.getLong(1), arguments)).get(0);
  }

  @Test
  default void cleanerTakesOldFinishedRowsAndTheirEventsOnly() {
    Owed owed = Owed.times(2);
    owed.reject(0);

    clean();

    assertThat(owed.isGone(0)).isTrue();
    assertThat(count("attempt where delivery = ?", owed.deliveries().get(0))).isZero();
    assertThat(owed.isGone(1)).as("it is not finished").isFalse();
    assertThat(owed.eventIsGone()).as("one delivery still needs it").isFalse();
    owed.cancel(1);
    clean();
    assertThat(owed.eventIsGone()).isTrue();
  }

  @Test
  default void cleanerGoesOnOverManyBatches() {
    Owed owed = Owed.times(2 * Cleaner.BATCH + 1);
    store().cancelOfEvent(owed.workerEvent(), "all at one time", LONG_AGO);

    clean();

    assertThat(count("delivery where worker_event = ?", owed.workerEvent())).isZero();
    assertThat(owed.eventIsGone()).isTrue();
  }

  /** Neither of two transactions sees that the other one deletes a delivery of the same event. */
  @Test
  default void twoThatCleanLeaveNoEventBehindAndDoNotWait() throws Exception {
    Owed owed = Owed.times(2);
    owed.reject(0);
    owed.cancel(1);
    UserTransaction other = transaction();

    other.begin();
    bean(CleanStore.class)
        .deleteDeliveries(DeliveryStatus.REJECTED, Instant.EPOCH, LONG_AGO.plusSeconds(1), 1000);
    CompletableFuture.runAsync(CleanerContract::clean, task -> new Thread(task).start())
        .get(20, TimeUnit.SECONDS);
    other.commit();

    assertThat(owed.isGone(0)).isTrue();
    clean();
    assertThat(owed.isGone(1)).isTrue();
    assertThat(owed.eventIsGone()).isTrue();
  }

  @Test
  default void expiredKeysGoInBatchesAndWithoutWaiting() throws Exception {
    String source = aSource();
    var rows = new ArrayList<@Nullable Object[]>();
    for (int i = 0; i < 2 * Cleaner.BATCH + 1; i++) {
      rows.add(key(source, "old-" + i, LONG_AGO));
    }
    rows.add(key(source, "new", farAhead()));
    committed(
        () ->
            bean(Sql.class)
                .batch(
                    """
                    insert into idempotency_key
                           (workspace, source, event_key, digest, worker_event, expires_at)
                    values ('default', ?, ?, ?, ?, ?)
                    """,
                    rows));
    String keys = "idempotency_key where source = ?";
    UserTransaction other = transaction();

    other.begin();
    bean(Sql.class)
        .query(
            "select 1 from " + keys + " and event_key = 'old-7' for update",
            row -> row.getInt(1),
            source);
    CompletableFuture.runAsync(CleanerContract::clean, task -> new Thread(task).start())
        .get(20, TimeUnit.SECONDS);
    other.rollback();

    assertThat(count(keys, source)).as("the locked one and the one in force").isEqualTo(2);
    clean();
    assertThat(count(keys + " and event_key = 'new'", source)).isEqualTo(1);
    assertThat(count(keys, source)).isEqualTo(1);
  }

  private static @Nullable Object[] key(String source, String key, Instant expiresAt) {
    return new @Nullable Object[] {source, key, new byte[32], UUID.randomUUID(), expiresAt};
  }

  @Test
  default void suppressionThatHoldsNothingBackGoes() {
    UUID hook = aHook(aSource(), null).id();
    UUID deleted = UUID.randomUUID();
    var rows = new ArrayList<@Nullable Object[]>();
    for (int i = 0; i < 2 * Cleaner.BATCH + 1; i++) {
      rows.add(new @Nullable Object[] {hook, "SNOOZE", "over-" + i, LONG_AGO});
    }
    rows.add(new @Nullable Object[] {hook, "SNOOZE", "open", farAhead()});
    rows.add(new @Nullable Object[] {hook, "SNOOZE", "never opened", null});
    rows.add(new @Nullable Object[] {hook, "ON_CHANGE", "", null});
    rows.add(new @Nullable Object[] {deleted, "ON_CHANGE", "", null});
    committed(
        () ->
            bean(Sql.class)
                .batch(
                    """
                    insert into suppression (event_hook, kind, state_key, wishes, ends_at)
                    values (?, ?, ?, '', ?)
                    """,
                    rows));

    clean();

    assertThat(count("suppression where event_hook = ?", deleted)).isZero();
    assertThat(count("suppression where event_hook = ?", hook)).isEqualTo(2);
    assertThat(count("suppression where event_hook = ? and state_key = 'open'", hook)).isEqualTo(1);
  }

  @Test
  default void rowsOfDeadNodesGoAndThoseOfLivingOnesStay() {
    var dead = new Incarnation(UUID.randomUUID(), "dead");
    bean(NodeStore.class).join(dead, LONG_AGO, Duration.ofSeconds(1));
    Incarnation living = aNode();

    clean();

    assertThat(count("node where incarnation = ?", dead.id())).isZero();
    assertThat(count("node where incarnation = ?", living.id())).isEqualTo(1);
  }
}
