package io.gatehook.delivery;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static io.gatehook.delivery.Scripts.afterPing;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.SharedGatehook;
import io.gatehook.http.Receiver;
import io.gatehook.http.Receiver.Script;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hook on a source of its own, its receiver, and one event. */
@ExtendWith(SharedGatehook.class)
public abstract class OneDelivery {
  protected static final JsonObject DATA = Json.VALUES.createObjectBuilder().add("n", 1).build();

  protected final Api api;
  protected final DeliveryWatch watch;
  protected final String source = "behaviour-" + UUID.randomUUID();
  protected Receiver receiver;

  protected OneDelivery(Api api) {
    this.api = api;
    this.watch = new DeliveryWatch(api);
  }

  @AfterEach
  void closeReceiver() {
    if (receiver != null) {
      receiver.close();
    }
  }

  /** One event to a hook on a receiver that does this, until the delivery has the status. */
  protected JsonObject deliver(String status, Script... scripts) throws InterruptedException {
    receiver = Receiver.speaking(afterPing(scripts));
    String hook = api.webhook(source, receiver.url() + "/hook");
    assertThat(receiver.request().body()).contains("\"ping\"");
    api.event(source, "happened", DATA);
    return watch.awaitStatus(watch.only(hook), status);
  }

  /** As the other, where nobody takes the ping. */
  protected JsonObject deliverTo(String url, String status) {
    String hook = api.webhook(source, url);
    api.event(source, "happened", DATA);
    return watch.awaitStatus(watch.only(hook), status);
  }

  protected static void assertFailed(JsonObject attempt, String error) {
    assertThat(attempt.getString("outcome")).isEqualTo("retryable");
    assertThat(attempt.getString("error")).contains(error);
  }

  protected void assertUnanswered(JsonObject attempt, String error) {
    assertFailed(attempt, error);
    assertThat(attempt.getString("error")).endsWith("(127.0.0.1:%d)".formatted(receiver.port()));
    assertThat(attempt.get("response")).isEqualTo(JsonValue.NULL);
    assertThat(attempt.getInt("tries")).isEqualTo(1);
  }

  protected static void assertDelivered(JsonObject delivery, int attempts) {
    assertThat(delivery.getInt("attempt_count")).isEqualTo(attempts);
    JsonObject last = attempt(delivery, attempts);
    assertThat(last.getString("outcome")).isEqualTo("delivered");
    assertThat(last.get("error")).isEqualTo(JsonValue.NULL);
    assertThat(last.getJsonObject("response").getInt("status")).isEqualTo(200);
  }
}
