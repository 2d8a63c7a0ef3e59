package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.PostgresForTests;
import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 in the middle of a redelivery: it goes on, and sends nothing a second time. */
class RedeliveryCrashE2E {
  private static final int MANY = 600;
  private static final String SOURCE = "again";
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Receiver receiver = new Receiver().answering("/", 410);

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void goesOnAfterARestart(@TempDir Path data) {
    Map<String, String> settings = Map.of("gatehook.data.dir", data.toString());
    String hook;
    String redelivery;
    try (Gatehook gatehook = Gatehook.start(settings)) {
      hook = rejected(api(gatehook));
      redelivery = begun(api(gatehook));
      gatehook.kill9();
    }
    try (Gatehook gatehook = Gatehook.start(settings)) {
      assertEachIsSentOnceMore(api(gatehook), hook, redelivery);
    }
  }

  @Test
  void goesOnOnAnotherNode() throws IOException {
    try (EmbeddedPostgres postgres = PostgresForTests.start(0)) {
      var settings = new HashMap<String, String>();
      settings.put("gatehook.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
      settings.put("gatehook.delivery.lease", "3s");
      try (Gatehook one = Gatehook.start(settings);
          Gatehook other = Gatehook.start(settings)) {
        String hook = rejected(api(one));
        String redelivery = begun(api(one));
        one.kill9();
        assertEachIsSentOnceMore(api(other), hook, redelivery);
      }
    }
  }

  private static Api api(Gatehook gatehook) {
    return new Api(gatehook.url());
  }

  /** A hook with many deliveries that its receiver did not want; it takes what comes next. */
  private String rejected(Api api) {
    String hook = api.webhook(SOURCE, receiver.url("/"));
    new EventLoad(api, SOURCE, "key").send(MANY);
    new HookRecord(api, hook).awaitSettled(LONGEST);
    receiver.answering("/", 200);
    return hook;
  }

  /** A redelivery that has done something, and not everything. */
  private static String begun(Api api) {
    String filter = "{\"filter\":{\"source\":\"%s\",\"status\":\"rejected\"}}".formatted(SOURCE);
    String id = api.post("/redeliveries", "application/json", filter).json().getString("id");
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> api.get("/redeliveries/" + id).json().getInt("done") > 0);
    assertThat(api.get("/redeliveries/" + id).json().getString("status")).isEqualTo("running");
    return id;
  }

  private static void assertEachIsSentOnceMore(Api api, String hook, String redelivery) {
    await()
        .atMost(LONGEST)
        .until(
            () ->
                api.get("/redeliveries/" + redelivery)
                    .json()
                    .getString("status")
                    .equals("finished"));
    var record = new HookRecord(api, hook);
    record.awaitSettled(LONGEST);

    JsonObject finished = api.get("/redeliveries/" + redelivery).json();
    assertThat(finished.getInt("matched")).isEqualTo(MANY);
    assertThat(finished.getInt("done")).isEqualTo(MANY);
    assertThat(finished.getInt("failed")).isZero();
    assertThat(record.deliveries("delivered")).hasSize(MANY);
    assertThat(record.attempts())
        .filteredOn(attempt -> attempt.getString("trigger").equals("manual"))
        .as("a rescued call counts as the one attempt that was asked for")
        .hasSize(MANY);
  }
}
