package io.gatehook.delivery.suppression;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.data;
import static io.gatehook.delivery.DeliveryFixtures.deliveriesOf;
import static io.gatehook.delivery.recording.RecordingContract.fire;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.DeliveryFixtures;
import io.gatehook.delivery.operator.Deliveries;
import io.gatehook.delivery.operator.Explainer;
import io.gatehook.delivery.operator.Verdict;
import io.gatehook.delivery.operator.Verdict.Outcome;
import io.gatehook.delivery.recording.WantedEvents;
import io.gatehook.event.Recording.Counts;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.operator.EventHookService;
import jakarta.json.Json;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What snooze and on_change hold back, on a real store. */
public interface SuppressionContract {
  Duration LONG_SNOOZE = Duration.ofHours(1);
  Counts PASSED = new Counts(1, 0, 0, 1, 0);
  Counts SUPPRESSED = new Counts(1, 0, 0, 0, 1);

  private static EventHook snoozing(Duration snooze) {
    return aHook(
        DeliveryFixtures.draft(aSource(), null)
            .add("handler", "log")
            .add("snooze", snooze.toSeconds()));
  }

  private static EventHook comparing() {
    return aHook(
        DeliveryFixtures.draft(aSource(), null).add("handler", "log").add("on_change", true));
  }

  private static Counts fireFresh(WorkerEvent event) throws InterruptedException {
    Thread.sleep(SnoozeWindows.TRUSTED.plusMillis(50).toMillis()); // the node's memory has to fade
    return fire(event);
  }

  private static Counts fireTogether(CyclicBarrier together, EventHook hook) {
    try {
      together.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
    return fire(anEvent(hook.source()));
  }

  @Test
  default void snoozeHoldsBackUntilItEnds() {
    EventHook hook = snoozing(Duration.ofSeconds(2));

    assertThat(fire(anEvent(hook.source()))).isEqualTo(PASSED);
    assertThat(fire(anEvent(hook.source()))).isEqualTo(SUPPRESSED);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(fire(anEvent(hook.source()))).isEqualTo(PASSED));
    assertThat(deliveriesOf(hook)).hasSize(2);
  }

  @Test
  default void onChangeHoldsBackRepetitions() {
    EventHook hook = comparing();
    WorkerEvent one = WorkerEvent.of(hook.source(), "happened", data(1));
    WorkerEvent two = WorkerEvent.of(hook.source(), "happened", data(2));

    assertThat(fire(one, one, two, one, one)).isEqualTo(new Counts(5, 0, 0, 3, 2));
    assertThat(fire(one)).isEqualTo(SUPPRESSED);
    assertThat(fire(two)).isEqualTo(PASSED);
  }

  @Test
  default void suppressedEventKeepsNoKey() {
    EventHook hook = comparing();
    fire(anEvent(hook.source(), "first", data(1)));

    assertThat(fire(anEvent(hook.source(), "second", data(1)))).isEqualTo(SUPPRESSED);
    assertThat(fire(anEvent(hook.source(), "second", data(2)))).as("key is free").isEqualTo(PASSED);
    assertThat(fire(anEvent(hook.source(), "first", data(1))))
        .as("a duplicate is dropped first and touches no state")
        .isEqualTo(new Counts(0, 1, 0, 0, 0));
    assertThat(fire(anEvent(hook.source(), "third", data(2)))).isEqualTo(SUPPRESSED);
  }

  @Test
  default void oneOfManyAtOncePasses() {
    for (EventHook hook : List.of(comparing(), snoozing(LONG_SNOOZE))) {
      int threads = 6;
      var together = new CyclicBarrier(threads);
      // not the managed executor: its tasks share one invocation, on which Payara keeps by turns
      // whether a transaction may be begun
      List<CompletableFuture<Counts>> running =
          IntStream.range(0, threads)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> fireTogether(together, hook), task -> new Thread(task).start()))
              .toList();
      int passed = running.stream().mapToInt(each -> each.join().deliveries()).sum();

      assertThat(passed).isEqualTo(1);
      assertThat(deliveriesOf(hook)).hasSize(1);
    }
  }

  @Test
  default void rolledBackRecordingHoldsNothingBack() throws Exception {
    for (EventHook hook : List.of(comparing(), snoozing(LONG_SNOOZE))) {
      UserTransaction transaction = transaction();

      transaction.begin();
      fire(anEvent(hook.source()));
      transaction.rollback();

      assertThat(fire(anEvent(hook.source()))).isEqualTo(PASSED);
    }
  }

  @Test
  default void changedHookBeginsAfresh() {
    EventHook hook = snoozing(LONG_SNOOZE);
    fire(anEvent(hook.source()));
    var patch = Json.createObjectBuilder().add("snooze", LONG_SNOOZE.toSeconds() + 1).build();

    bean(EventHookService.class).patch(hook.id(), new HookDraft(patch, false));

    assertThat(fire(anEvent(hook.source()))).isEqualTo(PASSED);
    assertThat(fire(anEvent(hook.source()))).isEqualTo(SUPPRESSED);
  }

  @Test
  default void whatCameToNothingHoldsNothingBack() throws Exception {
    String nobody = "http://127.0.0.1:1/";
    EventHook hook =
        aHook(
            DeliveryFixtures.draft(aSource(), null)
                .add("handler", "webhook")
                .add("snooze", LONG_SNOOZE.toSeconds())
                .add("on_change", true)
                .add("config", Json.createObjectBuilder().add("url", nobody)));
    assertThat(fire(anEvent(hook.source()))).isEqualTo(PASSED);
    assertThat(fireFresh(anEvent(hook.source()))).isEqualTo(SUPPRESSED);

    bean(Deliveries.class).cancel(deliveriesOf(hook).get(0).id());

    assertThat(fireFresh(anEvent(hook.source()))).isEqualTo(PASSED);
  }

  @Test
  default void explanationTellsWhatHoldsBackAndTouchesNothing() {
    EventHook snoozing = snoozing(LONG_SNOOZE);
    EventHook comparing = comparing();

    for (int i = 0; i < 2; i++) { // as if it had not been asked before
      assertThat(explained(snoozing)).isEqualTo(Outcome.WOULD_DELIVER);
      assertThat(explained(comparing)).isEqualTo(Outcome.WOULD_DELIVER);
    }
    assertThat(fire(anEvent(snoozing.source()))).isEqualTo(PASSED);
    assertThat(fire(anEvent(comparing.source()))).isEqualTo(PASSED);
    assertThat(explained(snoozing)).isEqualTo(Outcome.SUPPRESSED);
    assertThat(explained(comparing)).isEqualTo(Outcome.SUPPRESSED);
    assertThat(deliveriesOf(snoozing)).hasSize(1);
    assertThat(deliveriesOf(comparing)).hasSize(1);
  }

  private static Outcome explained(EventHook hook) {
    var explanation = bean(Explainer.class).explain(anEvent(hook.source()));
    assertThat(explanation.truncated()).isFalse();
    assertThat(explanation.verdicts()).extracting(Verdict::hook).containsExactly(hook.id());
    return explanation.verdicts().get(0).outcome();
  }

  /** Repeated, since a busy machine may take longer than what a node knows is trusted. */
  @Test
  default void stormIsToldApartWithoutWriting() {
    EventHook hook = snoozing(LONG_SNOOZE);
    var storm = bean(WantedEvents.class);
    WorkerEvent event = anEvent(hook.source());
    WorkerEvent unwanted = anEvent(aSource());

    assertThat(storm.nothingOwed(List.of(event), Instant.now())).isEmpty();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              fire(event);
              assertThat(storm.nothingOwed(List.of(event, event, unwanted), Instant.now()))
                  .isEqualTo(OptionalInt.of(2));
            });
    assertThat(storm.nothingOwed(List.of(event), Instant.now().plus(LONG_SNOOZE))).isEmpty();
  }
}
