package io.gatehook.delivery.health;

import static io.gatehook.delivery.DeliveryFixtures.bean;

import io.gatehook.delivery.DeliveryFixtures;
import io.gatehook.delivery.RecordedEvent;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.hook.EventHook;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** What a hook on Gatehook's own events got about another hook. */
final class NewsFixtures {
  private NewsFixtures() {}

  /** Each as {@code event: reason}. */
  static List<String> by(EventHook subscriber, UUID about) {
    return DeliveryFixtures.deliveriesOf(subscriber).stream()
        .map(delivery -> bean(HistoryStore.class).event(delivery.workerEvent()).orElseThrow())
        .filter(event -> data(event).getString("event_hook").equals(about.toString()))
        .map(event -> event.event() + ": " + data(event).getString("reason", null))
        .toList();
  }

  private static JsonObject data(RecordedEvent event) {
    return event.data().orElseThrow();
  }
}
