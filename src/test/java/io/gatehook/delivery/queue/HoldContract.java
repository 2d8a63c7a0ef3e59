package io.gatehook.delivery.queue;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.awaitDelivered;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.deliveriesOf;
import static io.gatehook.delivery.DeliveryFixtures.reread;
import static io.gatehook.delivery.queue.DeliveryStoreContract.aNode;
import static io.gatehook.delivery.queue.DeliveryStoreContract.aTime;
import static io.gatehook.delivery.queue.DeliveryStoreContract.anAttempt;
import static io.gatehook.delivery.queue.DeliveryStoreContract.claim;
import static io.gatehook.delivery.queue.DeliveryStoreContract.due;
import static io.gatehook.delivery.queue.DeliveryStoreContract.finish;
import static io.gatehook.delivery.queue.DeliveryStoreContract.rescue;
import static io.gatehook.delivery.recording.RecordingContract.fire;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.operator.Deliveries;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.delivery.upkeep.NodeStore;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.operator.EventHookService;
import io.gatehook.sql.Sql;
import jakarta.json.Json;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of deliveries whose hook is disabled and enabled, on a real store. */
public interface HoldContract {
  Duration LONGEST = Duration.ofSeconds(20);

  /** Several polls of the dispatcher. */
  Duration A_WHILE = Duration.ofSeconds(1);

  private static void enable(UUID hook, boolean enabled) {
    var patch = Json.createObjectBuilder().add("enabled", enabled).build();
    bean(EventHookService.class).patch(hook, new HookDraft(patch, false));
  }

  /** By a thread without a transaction, as another node would. */
  private static void enableElsewhere(UUID hook, boolean enabled) {
    CompletableFuture.runAsync(() -> enable(hook, enabled), task -> new Thread(task).start())
        .join();
  }

  /** As the current transaction sees it. */
  private static int heldOf(EventHook hook) {
    String held = "select count(*) from delivery where event_hook = ? and next_attempt_at is null";
    return bean(Sql.class).query(held, row -> row.getInt(1), hook.id()).get(0);
  }

  private static UUID hookOf(UUID delivery) {
    return reread(delivery).eventHook();
  }

  private static void assertHeld(UUID id) {
    Delivery delivery = reread(id);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(delivery.nextAttemptAt()).isNull();
  }

  @Test
  default void disabledHookHoldsWhatIsRecordedUntilItIsEnabled() {
    EventHook hook = aHook(aSource(), null);
    enable(hook.id(), false);

    assertThat(fire(anEvent(hook.source()), anEvent(hook.source())).deliveries()).isEqualTo(2);
    await()
        .during(A_WHILE)
        .atMost(LONGEST)
        .untilAsserted(() -> deliveriesOf(hook).forEach(each -> assertHeld(each.id())));

    enable(hook.id(), true);
    awaitDelivered(hook, 2);
  }

  @Test
  default void enabledHookOwesTheOldestFirst() throws Exception {
    EventHook hook = aHook(aSource(), null);
    enable(hook.id(), false);
    fire(anEvent(hook.source()));
    fire(anEvent(hook.source()));
    UserTransaction transaction = transaction();

    transaction.begin();
    enable(hook.id(), true);
    List<Delivery> due = deliveriesOf(hook);
    transaction.rollback();

    assertThat(due)
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.nextAttemptAt()).isEqualTo(each.createdAt()));
    deliveriesOf(hook).forEach(each -> assertHeld(each.id()));
  }

  @Test
  default void disablingHoldsWhatIsDueAndWhatWaitsForARetry() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);

    enable(hookOf(id), false);
    assertHeld(id);
    enable(hookOf(id), true);

    assertThat(reread(id).nextAttemptAt()).isEqualTo(now);
  }

  @Test
  default void hookThatIsDisabledForAReasonHoldsToo() {
    UUID id = due(1, aTime()).get(0);
    var hooks = bean(EventHookService.class);

    assertThat(hooks.disable(hookOf(id), () -> Optional.of("nobody answers"))).isTrue();

    assertHeld(id);
    assertThat(hooks.find(hookOf(id)).orElseThrow().disabledReason()).isEqualTo("nobody answers");
  }

  @Test
  default void failedCallOfADisabledHookIsHeld() {
    Instant now = aTime();
    UUID id = due(1, now).get(0);
    Incarnation owner = aNode();
    ClaimedDelivery claimed = claim(id, owner, now);
    enable(hookOf(id), false);
    assertThat(reread(id).status()).isEqualTo(DeliveryStatus.CLAIMED);

    finish(
        claimed,
        owner,
        anAttempt(Outcome.RETRYABLE),
        new NextStep.RetryAt(now.plusSeconds(30), "status 500"),
        now);

    assertHeld(id);
    assertThat(reread(id).reason()).isEqualTo("status 500");
  }

  @Test
  default void rescuedAndReleasedDeliveriesOfADisabledHookAreHeld() {
    Instant now = aTime();
    List<UUID> ids = due(2, now);
    Incarnation alive = aNode();
    Incarnation dead = aNode();
    ClaimedDelivery released = claim(ids.get(0), alive, now);
    claim(ids.get(1), dead, now);
    enable(hookOf(ids.get(0)), false);

    bean(DeliveryStore.class).release(List.of(released), alive, now);
    bean(NodeStore.class).leave(dead);
    rescue(ids.get(1), now);

    ids.forEach(HoldContract::assertHeld);
  }

  @Test
  default void heldDeliveryCanBeCancelledAndRedeliveredAndStaysHeld() {
    UUID id = due(1, aTime()).get(0);
    enable(hookOf(id), false);

    bean(Deliveries.class).cancel(id);
    assertThat(reread(id).status()).isEqualTo(DeliveryStatus.CANCELLED);
    bean(Deliveries.class).redeliver(id);

    assertHeld(id);
  }

  @Test
  default void recordingThatDidNotSeeTheHookDisabledIsHeldAllTheSame() throws Exception {
    EventHook hook = aHook(aSource(), null);
    UserTransaction transaction = transaction();

    transaction.begin();
    fire(anEvent(hook.source()));
    enableElsewhere(hook.id(), false);
    transaction.commit();

    await().atMost(LONGEST).untilAsserted(() -> assertHeld(deliveriesOf(hook).get(0).id()));
    assertThat(deliveriesOf(hook).get(0).attemptCount()).isZero();
  }

  @Test
  default void recordingThatDidNotSeeTheHookEnabledIsNotHeldForEver() throws Exception {
    EventHook hook = aHook(aSource(), null);
    enable(hook.id(), false);
    UserTransaction transaction = transaction();

    transaction.begin();
    fire(anEvent(hook.source()));
    enableElsewhere(hook.id(), true);
    int held = heldOf(hook); // before the commit, or the timer might be faster
    transaction.commit();
    assertThat(held).isEqualTo(1);
    bean(HoldStore.class).letGoOfForgotten();

    awaitDelivered(hook, 1);
  }

  @Test
  default void whatIsHeldForADisabledHookIsNotForgotten() {
    UUID id = due(1, aTime()).get(0);
    enable(hookOf(id), false);

    bean(HoldStore.class).letGoOfForgotten();

    assertHeld(id);
  }
}
