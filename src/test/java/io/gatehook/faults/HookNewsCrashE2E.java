package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.PostgresForTests;
import io.gatehook.Receiver;
import io.gatehook.delivery.DeliveryWatch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kill -9 of one of two nodes while deliveries are exhausted: each is told of once. */
@Tag("long")
class HookNewsCrashE2E {
  private static final String SOURCE = "trouble";
  private static final int HOOKS = 60;

  /** Of each hook; too few to open its breaker, behind which the others would wait. */
  private static final int EVENTS = 4;

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Receiver receiver = new Receiver().answering("/", 500);

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void noneIsLostAndNoneDoubled() throws IOException {
    try (EmbeddedPostgres postgres = PostgresForTests.start(0)) {
      Map<String, String> settings =
          Map.of(
              "gatehook.datasource.url", postgres.getJdbcUrl("postgres", "postgres"),
              "gatehook.delivery.lease", "3s",
              "gatehook.delivery.schedule", "1s");
      try (Gatehook one = Gatehook.start(settings);
          Gatehook other = Gatehook.start(settings)) {
        Api api = new Api(other.url());
        String subscriber = subscriber(api);
        IntStream.range(0, HOOKS).forEach(i -> api.webhook(SOURCE, receiver.url("/")));
        new EventLoad(SOURCE, "key", List.of(new Api(one.url()))).send(EVENTS);

        await().atMost(LONGEST).pollInterval(POLL).until(() -> exhausted(api).size() > HOOKS / 2);
        one.kill9();
        int then = exhausted(api).size();
        await().atMost(LONGEST).until(() -> exhausted(api).size() == HOOKS * EVENTS);

        assertThat(then).as("killed in the middle").isLessThan(HOOKS * EVENTS);
        assertThat(toldOf(api, subscriber)).containsExactlyInAnyOrderElementsOf(exhausted(api));
      }
    }
  }

  private static String subscriber(Api api) {
    return api.created(
        Json.createObjectBuilder()
            .add("source", "gatehook")
            .add("event", "delivery-exhausted")
            .add("handler", "log")
            .build());
  }

  private static List<String> exhausted(Api api) {
    return api.get("/deliveries?size=1000&status=exhausted").data().stream()
        .map(delivery -> delivery.asJsonObject().getString("id"))
        .toList();
  }

  private static List<String> toldOf(Api api, String subscriber) {
    return new DeliveryWatch(api)
        .ofHook(subscriber).stream().map(told -> data(api, told).getString("delivery")).toList();
  }

  private static JsonObject data(Api api, JsonObject delivery) {
    return api.get("/worker-events/" + delivery.getString("worker_event"))
        .json()
        .getJsonObject("data");
  }
}
