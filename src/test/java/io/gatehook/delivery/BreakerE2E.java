package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.gatehook.Api;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import io.gatehook.delivery.dispatch.HookShares;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A receiver that fails, or says when to come back, is spared until it works again. */
@ExtendWith(SharedGatehook.class)
class BreakerE2E {
  private static final int EVENTS = 30;

  /** More than one claim looks at by time alone. */
  private static final int BACKLOG = 600;

  /** What a closed breaker may have sent out, and one more for every second. */
  private static final int BEFORE_OPEN = 5 + HookShares.UNPROVEN;

  private static final Duration RECOVERY = Duration.ofSeconds(30).plus(DeliveryWatch.LIMIT);

  private final Api api;
  private final DeliveryWatch watch;
  private final String source = "breaker-" + UUID.randomUUID();
  private final Receiver receiver = new Receiver();
  private final List<Long> calls = new CopyOnWriteArrayList<>();
  private volatile String retryAfter = "";
  private volatile int status = 500;

  BreakerE2E(Api api) {
    this.api = api;
    this.watch = new DeliveryWatch(api);
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  private void answer(HttpExchange exchange, Receiver.Request request) throws IOException {
    if (request.body().contains("\"event\":\"ping\"")) {
      Receiver.status(exchange, 200);
      return;
    }
    calls.add(System.nanoTime());
    if (status == 429) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    Receiver.status(exchange, status);
  }

  private String hookOnReceiver() {
    receiver.on("/", this::answer);
    return api.webhook(source, receiver.url("/"));
  }

  private void send(int events) {
    api.events(source, events);
  }

  private List<String> statuses(String hook) {
    return watch.ofHook(hook).stream().map(each -> each.getString("status")).toList();
  }

  @Test
  void sparesAReceiverThatFailsAndGoesOnWhenItIsBack() {
    String hook = hookOnReceiver();
    send(EVENTS);

    await()
        .during(Duration.ofSeconds(4))
        .atMost(DeliveryWatch.LIMIT)
        .until(() -> statuses(hook).stream().allMatch("pending claimed"::contains));
    assertThat(calls).hasSizeBetween(5, BEFORE_OPEN + 3);
    status = 200;

    await().atMost(RECOVERY).until(() -> statuses(hook).stream().allMatch("delivered"::equals));
    assertThat(watch.ofHook(hook))
        .hasSize(EVENTS)
        .extracting(delivery -> delivery.getInt("attempt_count"))
        .allMatch(attempts -> attempts <= 2)
        .filteredOn(attempts -> attempts == 1)
        .as("those that only waited")
        .hasSizeGreaterThanOrEqualTo(EVENTS - BEFORE_OPEN - 4);
  }

  @Test
  void backlogOfAFailingReceiverHoldsUpNoOther() {
    String hook = hookOnReceiver();
    send(BACKLOG);
    await().atMost(DeliveryWatch.LIMIT).until(() -> calls.size() >= 5);

    String healthy = api.webhook(source + "-other", receiver.url("/other"));
    api.event(source + "-other", "happened", OneDelivery.DATA);
    JsonObject delivery = watch.awaitStatus(watch.only(healthy), "delivered");

    assertThat(delivery.getInt("attempt_count")).isEqualTo(1);
    assertThat(statuses(hook)).hasSize(BACKLOG).filteredOn("pending"::equals).isNotEmpty();
    api.delete("/event-hooks/" + hook);
  }

  @Test
  void leavesAReceiverAloneUntilTheTimeItSaid() {
    status = 429;
    retryAfter = "4";
    String hook = hookOnReceiver();
    send(EVENTS);
    await().atMost(DeliveryWatch.LIMIT).until(() -> !calls.isEmpty());
    long first = calls.get(0);

    await().atMost(DeliveryWatch.LIMIT).until(() -> secondsSince(first) > 3.5);
    assertThat(calls).hasSizeLessThanOrEqualTo(2 * HookShares.UNPROVEN);
    status = 200;

    await().atMost(RECOVERY).until(() -> statuses(hook).stream().allMatch("delivered"::equals));
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
