package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.PostgresForTests;
import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import io.gatehook.json.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hook that is called in order, by two nodes on one PostgreSQL of which one is killed. */
@Tag("long")
class OrderedE2E {
  private static final int EVENTS = 50;

  /** The event whose call is under way when its node is killed. */
  private static final int HELD = 20;

  /** Events that are recorded meanwhile, that one included. */
  private static final int WAITING = 10;

  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String SOURCE = "ordered";

  private static EmbeddedPostgres postgres;

  private final Receiver receiver = new Receiver();
  private final Sequence sequence = new Sequence(HELD);

  @BeforeAll
  static void startPostgres() {
    postgres = PostgresForTests.start(0);
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @AfterEach
  void closeReceiver() {
    sequence.letGo();
    receiver.close();
  }

  @Test
  void receiverSeesTheOrderOfTheEventsThroughFailuresAndTheDeathOfANode() {
    long begun = System.nanoTime();
    var window = new StoreWindow(node("a"));
    try (Gatehook a = Gatehook.launch(node("a"), List.of());
        Gatehook b = Gatehook.launch(node("b"), List.of())) {
      a.awaitReady();
      b.awaitReady();
      String hook = hook(a);
      report("two nodes were ready", begun);

      send(a, b, 0, HELD + WAITING);
      await().atMost(LONGEST).until(() -> sequence.holds() && window.claimed() == 1);
      boolean doomedIsB = window.claimedBy("b") == 1;
      Gatehook doomed = doomedIsB ? b : a;
      Gatehook other = doomedIsB ? a : b;
      var record = new HookRecord(new Api(other.url()), hook);
      assertThat(record.deliveries("pending")).hasSize(WAITING - 1);

      doomed.kill9();
      long killed = System.nanoTime();
      sequence.letGo();
      send(other, other, HELD + WAITING, EVENTS);
      record.awaitSettled(LONGEST);
      report("the other node had made the calls", killed);

      assertThat(sequence.mostInFlight()).isEqualTo(1);
      assertThat(sequence.withoutRepetitions())
          .isEqualTo(IntStream.range(0, EVENTS).boxed().toList());
      assertThat(record.deliveries("delivered")).hasSize(EVENTS);
      assertThat(record.attempts())
          .extracting(attempt -> attempt.getString("outcome"))
          .contains("retryable")
          .containsOnlyOnce("unknown");
    }
  }

  private static void report(String what, long since) {
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    System.out.printf("%s after %.1f s%n", what, took.toMillis() / 1000.0);
  }

  private static Map<String, String> node(String id) {
    var settings = new HashMap<String, String>();
    settings.put("gatehook.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
    settings.put("gatehook.delivery.lease", LEASE.toSeconds() + "s");
    settings.put("gatehook.node.id", id);
    return settings;
  }

  private String hook(Gatehook node) {
    receiver.on("/", sequence);
    var options = Json.VALUES.createObjectBuilder().add("ordered", true);
    options.add("schedule", Json.VALUES.createArrayBuilder(List.of("100ms", "100ms", "5s", "5s")));
    return new Api(node.url())
        .created(
            Json.VALUES
                .createObjectBuilder()
                .add("source", SOURCE)
                .add("handler", "webhook")
                .add("config", Json.VALUES.createObjectBuilder().add("url", receiver.url("/")))
                .add("delivery", options)
                .build());
  }

  /** Each only after the one before is acknowledged, by one node and the other in turn. */
  private static void send(Gatehook even, Gatehook odd, int from, int to) {
    for (int i = from; i < to; i++) {
      JsonObject data = Json.VALUES.createObjectBuilder().add("number", i).build();
      new Api((i % 2 == 0 ? even : odd).url()).event(SOURCE, "happened", data);
    }
  }
}
