package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.delivery.operator.DeliveryFilter;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.event.Origin;
import io.gatehook.event.WorkerEvent;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDraft;
import io.gatehook.hook.operator.EventHookService;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nouns of the in-container tests, valid unless a test says otherwise. */
public final class DeliveryFixtures {
  private DeliveryFixtures() {}

  public static <T> T bean(Class<T> type) {
    return CDI.current().select(type).get();
  }

  /** A source that no other test uses. */
  public static String aSource() {
    return "test-" + UUID.randomUUID();
  }

  /** A log hook on a source; null: on all its events. */
  public static EventHook aHook(String source, @Nullable String event) {
    return aHook(draft(source, event).add("handler", "log"));
  }

  /** A webhook hook that is called at a URL. */
  public static EventHook aWebhook(String source, String url) {
    var config = Json.createObjectBuilder().add("url", url);
    return aHook(draft(source, null).add("handler", "webhook").add("config", config));
  }

  public static EventHook aHook(JsonObjectBuilder members) {
    return bean(EventHookService.class)
        .create(WorkerEvent.DEFAULT_WORKSPACE, new HookDraft(members.build(), false));
  }

  public static void delete(EventHook hook) {
    delete(hook.id());
  }

  public static void delete(UUID hook) {
    bean(EventHookService.class).delete(hook);
  }

  public static JsonObjectBuilder draft(String source, @Nullable String event) {
    var members = Json.createObjectBuilder().add("source", source);
    return event == null ? members : members.add("event", event);
  }

  public static JsonObject data(int number) {
    return Json.createObjectBuilder().add("number", number).build();
  }

  public static WorkerEvent anEvent(String source) {
    return WorkerEvent.of(source, "happened", data(1));
  }

  public static WorkerEvent anEvent(String source, String key, JsonObject data) {
    return new WorkerEvent(
        source, "happened", data, key, WorkerEvent.DEFAULT_WORKSPACE, Origin.UNKNOWN);
  }

  /** Deliveries of a hook, as the API reads them. */
  public static List<Delivery> deliveriesOf(EventHook hook) {
    var filter = new DeliveryFilter(null, hook.id(), null, null, null, null);
    return bean(HistoryStore.class).page(filter, HistoryStore.Place.START, 1000);
  }

  public static Delivery reread(Delivery delivery) {
    return bean(HistoryStore.class).delivery(delivery.id()).orElseThrow();
  }

  public static Delivery reread(UUID delivery) {
    return bean(HistoryStore.class).delivery(delivery).orElseThrow();
  }

  /** So far ahead that the running dispatcher takes no notice of what is due then. */
  public static Instant farAhead() {
    return Instant.parse("2099-01-01T00:00:00Z");
  }

  /** Waits until all deliveries of the hook, so many, are delivered. */
  public static void awaitDelivered(EventHook hook, int count) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(deliveriesOf(hook))
                    .hasSize(count)
                    .allMatch(delivery -> delivery.status() == DeliveryStatus.DELIVERED));
  }
}
