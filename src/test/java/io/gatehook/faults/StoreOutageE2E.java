package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away under a running node, for longer than its lease, and comes back. */
class StoreOutageE2E {
  private static final int IN_FLIGHT = 8;

  /** Most calls at once for a hook whose receiver has not answered yet. */
  private static final int FIRST_CALLS = 4;

  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration SECONDS = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final String EVENT =
      "{\"source\":\"outage\",\"event\":\"happened\",\"id\":\"refused\",\"data\":{\"key\":\"refused\"}}";

  @Test
  void refusesEventsWhileTheStoreIsAwayAndGoesOnByItself(@TempDir Path data) throws IOException {
    EmbeddedPostgres postgres = postgres(data, 0);
    int port = postgres.getPort();
    var arrivals = new Arrivals(Duration.ZERO);
    try (Receiver receiver = new Receiver().on("/", arrivals);
        Gatehook gatehook = Gatehook.start(settings(postgres))) {
      Api api = new Api(gatehook.url());
      var record = new HookRecord(api, api.webhook("outage", receiver.url("/")));
      EventLoad load = new EventLoad(api, "outage", "kept");
      arrivals.hold();
      load.send(3 * IN_FLIGHT);
      await().atMost(LONGEST).until(() -> arrivals.calls() == FIRST_CALLS);

      postgres.close();
      arrivals.letGo();
      assertRefusesForLongerThanALease(api);

      postgres = postgres(data, port);
      gatehook.awaitReady();
      record.awaitSettled(LONGEST);
      record.assertDelivered("outage", load.acknowledged());
      assertThat(arrivals.accepted()).containsExactlyInAnyOrderElementsOf(load.acknowledged());
      assertThat(arrivals.duplicates()).isZero();
      assertThat(gatehook.terminate()).isZero();
    } finally {
      postgres.close();
    }
  }

  private static void assertRefusesForLongerThanALease(Api api) {
    await()
        .pollInterval(Duration.ofMillis(300))
        .during(LEASE.multipliedBy(2))
        .atMost(LEASE.multipliedBy(2).plus(LONGEST))
        .untilAsserted(() -> assertRefuses(api));
    List.of("/event-hooks", "/deliveries", "/worker-events?source=outage&key=refused")
        .forEach(path -> assertThat(api.get(path).status()).as(path).isEqualTo(503));
    assertThat(api.get("/health/ready").status()).isEqualTo(503);
  }

  private static void assertRefuses(Api api) {
    long asked = System.nanoTime();
    Api.Answer answer = api.post("/worker-events", "application/json", EVENT);

    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.response().headers().firstValueAsLong("Retry-After")).isPresent();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SECONDS);
  }

  private static Map<String, String> settings(EmbeddedPostgres postgres) {
    return Map.of(
        "gatehook.datasource.url",
        postgres.getJdbcUrl("postgres", "postgres"),
        "gatehook.delivery.lease",
        LEASE.toSeconds() + "s",
        "gatehook.delivery.in-flight",
        String.valueOf(IN_FLIGHT));
  }

  private static EmbeddedPostgres postgres(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data.resolve("postgres"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }
}
