package io.gatehook.delivery.operator;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.farAhead;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.queue.DeliveryStore;
import io.gatehook.delivery.recording.EventStore;
import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a real store says of the deliveries of one hook. */
public interface StatusContract {

  private static UUID deliveryOf(EventHook hook, Instant due) {
    var wanted = new WantedEvent(UUID.randomUUID(), anEvent(hook.source()), List.of());
    bean(EventStore.class).insert(List.of(wanted.row(due)));
    var match = new HookMatch(hook, new EventName(hook.source(), "happened"));
    var delivery = new NewDelivery(UUID.randomUUID(), wanted.id(), match);
    bean(DeliveryStore.class).insert(List.of(delivery), Set.of(), UUID.randomUUID(), due);
    return delivery.id();
  }

  @Test
  default void countsWhatIsOwedToOneHook() {
    EventHook hook = aHook(aSource(), null);
    Instant first = farAhead().plusSeconds(7);
    deliveryOf(hook, first.plusSeconds(1));
    deliveryOf(hook, first);
    UUID cancelled = deliveryOf(hook, first.minusSeconds(1));
    bean(DeliveryStore.class).cancel(cancelled, "test", first);
    deliveryOf(aHook(aSource(), null), first.minusSeconds(2));

    StatusStore store = bean(StatusStore.class);

    assertThat(store.counts(hook.id()))
        .hasSize(DeliveryStatus.values().length)
        .containsEntry(DeliveryStatus.PENDING, 2L)
        .containsEntry(DeliveryStatus.CANCELLED, 1L)
        .containsEntry(DeliveryStatus.DELIVERED, 0L);
    assertThat(store.firstDue(hook.id())).hasValue(first);
    assertThat(store.firstDue(UUID.randomUUID())).isEmpty();
  }
}
