package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.delivery.HookRecord;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kill -9 in the middle of a redelivery: it goes on, and sends nothing a second time. */
@Tag("long")
@ExtendWith(SharedServers.class)
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
  void goesOnAfterARestart(EmbeddedNode embedded) {
    Node node = embedded.running();
    String hook = rejected(node.api());
    String redelivery = begun(node.api());
    node.process().kill9();

    assertEachIsSentOnceMore(embedded.running().api(), hook, redelivery);
  }

  @Test
  void goesOnOnAnotherNode(Nodes nodes) {
    nodes.running();
    String hook = rejected(nodes.a().api());
    String redelivery = begun(nodes.a().api());
    nodes.a().process().kill9();

    assertEachIsSentOnceMore(nodes.b().api(), hook, redelivery);
  }

  /** A hook with many deliveries that its receiver did not want; it takes what comes next. */
  private String rejected(Api api) {
    String hook = api.webhook(SOURCE, receiver.url("/"));
    api.events(SOURCE, MANY);
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
