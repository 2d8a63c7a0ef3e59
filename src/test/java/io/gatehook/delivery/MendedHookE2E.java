package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.PostgresForTests;
import io.gatehook.Receiver;
import io.gatehook.faults.EventLoad;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hook whose URL is put right on one node is called again by both, whatever they waited for. */
class MendedHookE2E {
  private static final String SOURCE = "mended";
  private static final int EVENTS = 20;

  /** Far less than the five minutes that the receiver asked for. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private final Receiver receiver = new Receiver();

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void changeOfTheConfigClosesTheBreakerOnEveryNode() throws IOException {
    receiver.on(
        "/busy",
        (exchange, request) -> {
          exchange.getResponseHeaders().add("Retry-After", "300");
          Receiver.status(exchange, 503);
        });
    try (EmbeddedPostgres postgres = PostgresForTests.start(0)) {
      Map<String, String> settings =
          Map.of(
              "gatehook.datasource.url",
              postgres.getJdbcUrl("postgres", "postgres"),
              "gatehook.delivery.schedule",
              "1s 1s 1s 1s 1s 1s 1s 1s");
      try (Gatehook one = Gatehook.start(settings);
          Gatehook other = Gatehook.start(settings)) {
        Api api = new Api(one.url());
        String hook = api.webhook(SOURCE, receiver.url("/busy"));
        for (Gatehook node : new Gatehook[] {one, other}) {
          new EventLoad(SOURCE, node.url(), List.of(new Api(node.url()))).send(EVENTS);
          await().atMost(DeliveryWatch.LIMIT).until(() -> !breaker(node, hook).equals("closed"));
        }

        mend(api, hook);

        await()
            .atMost(SOON)
            .until(() -> new HookRecord(api, hook).deliveries("delivered").size() == 2 * EVENTS);
        await()
            .atMost(SOON)
            .until(
                () -> Stream.of(one, other).allMatch(node -> breaker(node, hook).equals("closed")));
      }
    }
  }

  private static String breaker(Gatehook node, String hook) {
    return new Api(node.url()).get("/event-hooks/" + hook + "/status").json().getString("breaker");
  }

  private void mend(Api api, String hook) {
    var members = "{\"config\":{\"url\":\"%s\"}}".formatted(receiver.url("/mended"));
    var request =
        api.request("/event-hooks/" + hook)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(members));
    assertThat(api.send(request).status()).isEqualTo(200);
  }
}
