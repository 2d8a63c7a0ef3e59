package io.gatehook.delivery.recording;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.data;
import static io.gatehook.delivery.DeliveryFixtures.deliveriesOf;
import static io.gatehook.delivery.DeliveryFixtures.farAhead;
import static io.gatehook.delivery.recording.RecordingContract.committed;
import static io.gatehook.delivery.recording.RecordingContract.fire;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.RecordedEvent;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.operator.Deliveries;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.delivery.queue.RescueStore;
import io.gatehook.event.EventName;
import io.gatehook.event.Origin;
import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The trace of an event, on a real store. */
public interface TraceContract {

  private static TraceContext aTrace() {
    String id = UUID.randomUUID().toString().replace("-", "");
    return new TraceContext("00-" + id + "-b7ad6b7169203331-01", "a=" + "v".repeat(510));
  }

  private static WorkerEvent traced(WorkerEvent event, TraceContext trace) {
    return event.from(new Origin(null, null, null, trace));
  }

  private static @Nullable TraceContext recorded(Delivery delivery) {
    RecordedEvent event = bean(HistoryStore.class).event(delivery.workerEvent()).orElseThrow();
    return event.traceparent() == null
        ? null
        : new TraceContext(event.traceparent(), event.tracestate());
  }

  @Test
  default void requestsThatShareACommitKeepTheirOwnTraces() {
    EventHook hook = aHook(aSource(), null);
    TraceContext one = aTrace();
    TraceContext other = aTrace();

    committed(
        () ->
            bean(Recordings.class)
                .recordUnlessStale(
                    List.of(
                        List.of(traced(anEvent(hook.source()), one)),
                        List.of(anEvent(hook.source())),
                        List.of(
                            traced(anEvent(hook.source()), other),
                            traced(anEvent(hook.source()), one)))));

    assertThat(deliveriesOf(hook))
        .extracting(TraceContract::recorded)
        .containsExactlyInAnyOrder(one, null, other, one);
  }

  @Test
  default void repeatDoesNotTakeAnEventIntoItsOwnTrace() {
    EventHook hook = aHook(aSource(), null);
    TraceContext first = aTrace();
    WorkerEvent event = anEvent(hook.source(), "key", data(1));

    fire(traced(event, first));

    assertThat(fire(traced(event, aTrace())).duplicates()).isEqualTo(1);
    assertThat(deliveriesOf(hook)).extracting(TraceContract::recorded).containsExactly(first);
  }

  @Test
  default void claimAndRescueFindTheTraceAgain() {
    TraceContext trace = aTrace();
    UUID delivery = due(trace);
    UUID dead = UUID.randomUUID();

    // in one transaction, or the running rescuer takes it
    Map.Entry<List<ClaimedDelivery>, List<ClaimedDelivery>> found =
        committed(
            () ->
                Map.entry(
                    bean(DeliveryStore.class).claim(dead, farAhead(), List.of(delivery)),
                    bean(RescueStore.class)
                        .staleClaims(UUID.randomUUID(), Instant.EPOCH, farAhead(), 1000)));

    assertThat(found.getKey()).extracting(TraceContract::trace).containsExactly(trace);
    assertThat(found.getValue())
        .filteredOn(each -> each.id().equals(delivery))
        .extracting(TraceContract::trace)
        .containsExactly(trace);
  }

  private static @Nullable TraceContext trace(ClaimedDelivery claimed) {
    return claimed.event().origin().trace();
  }

  /** A delivery of an event in this trace, due when the running dispatcher does not see it. */
  private static UUID due(TraceContext trace) {
    EventHook hook = aHook(aSource(), null);
    var wanted =
        new WantedEvent(UUID.randomUUID(), traced(anEvent(hook.source()), trace), List.of());
    var match = new HookMatch(hook, new EventName(hook.source(), "happened"));
    var delivery = new NewDelivery(UUID.randomUUID(), wanted.id(), match);
    bean(EventStore.class).insert(List.of(wanted.row(farAhead())));
    bean(DeliveryStore.class).insert(List.of(delivery), Set.of(), UUID.randomUUID(), farAhead());
    return delivery.id();
  }

  @Test
  default void erasedEventStaysInItsTraceAndForgetsTheState() {
    EventHook hook = aHook(aSource(), null);
    TraceContext trace = aTrace();
    fire(traced(anEvent(hook.source()), trace));
    Delivery delivery = deliveriesOf(hook).get(0);

    bean(Deliveries.class).erase(delivery.workerEvent());

    assertThat(recorded(delivery)).isEqualTo(new TraceContext(trace.traceparent(), null));
  }
}
