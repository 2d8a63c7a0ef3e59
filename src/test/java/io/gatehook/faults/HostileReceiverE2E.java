package io.gatehook.faults;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static io.gatehook.delivery.Scripts.after;
import static io.gatehook.delivery.Scripts.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.delivery.OneDelivery;
import io.gatehook.delivery.Scripts;
import io.gatehook.http.Receiver;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Receivers that are slow, silent, endless, broken or not there. */
class HostileReceiverE2E extends OneDelivery {
  HostileReceiverE2E(Api api) {
    super(api);
  }

  private static void assertTookAbout(JsonObject attempt, Duration time) {
    assertThat(Duration.ofMillis(attempt.getInt("duration_ms")))
        .isBetween(time.minusMillis(50), time.plusSeconds(3));
  }

  @Test
  void waitsForASlowAnswer() throws InterruptedException {
    JsonObject delivery = deliver("delivered", after(800, answering(200)));

    assertDelivered(delivery, 1);
    assertTookAbout(attempt(delivery, 1), Duration.ofMillis(800));
  }

  @Test
  void givesUpWaitingAtTheCallTimeout() throws InterruptedException {
    JsonObject delivery = deliver("delivered", Scripts.hanging(), answering(200));

    assertUnanswered(attempt(delivery, 1), "no answer within 2s");
    assertTookAbout(attempt(delivery, 1), Duration.ofSeconds(2));
    assertDelivered(delivery, 2);
  }

  @Test
  void givesUpOnADripAtTheCallTimeout() throws InterruptedException {
    JsonObject delivery = deliver("delivered", Scripts.dripping(), answering(200));

    assertUnanswered(attempt(delivery, 1), "no answer within 2s");
    assertTookAbout(attempt(delivery, 1), Duration.ofSeconds(2));
    assertDelivered(delivery, 2);
  }

  @Test
  void retriesAfterGarbage() throws InterruptedException {
    JsonObject delivery =
        deliver("delivered", Scripts.saying("\u0000\u0001 no HTTP\r\n\r\n"), answering(200));

    assertUnanswered(attempt(delivery, 1), "not HTTP");
    assertDelivered(delivery, 2);
  }

  @Test
  void retriesAfterAnAbruptEnd() throws InterruptedException {
    JsonObject delivery =
        deliver("delivered", connection -> {}, Scripts.saying(""), answering(200));

    assertUnanswered(attempt(delivery, 1), "connection ");
    assertUnanswered(attempt(delivery, 2), "connection closed without an answer");
    assertDelivered(delivery, 3);
  }

  @Test
  void theStatusOfAnEndlessBodyDecides() throws InterruptedException {
    JsonObject delivery = deliver("delivered", Scripts.endless(500), Scripts.endless(200));

    assertFailed(attempt(delivery, 1), "status 500");
    assertDelivered(delivery, 2);
    JsonObject response = attempt(delivery, 2).getJsonObject("response");
    assertThat(response.getBoolean("truncated")).isTrue();
    assertThat(response.getString("body")).isEqualTo("x".repeat(4096));
  }

  @Test
  void retriesAfterHugeHeaders() throws InterruptedException {
    String huge = "X-Huge: %s\r\n".formatted("h".repeat(8000)).repeat(5);
    JsonObject delivery = deliver("delivered", answering(200, huge, "ok"), answering(200));

    assertUnanswered(attempt(delivery, 1), "response headers too large");
    assertDelivered(delivery, 2);
  }

  @Test
  void countsTheImmediateTriesOfARefusedConnection() {
    int port = Gatehook.freePort();
    JsonObject delivery = deliverTo("http://127.0.0.1:%d/".formatted(port), "exhausted");

    assertThat(delivery.getInt("attempt_count")).isEqualTo(3);
    for (int number = 1; number <= 3; number++) {
      assertFailed(attempt(delivery, number), "connect refused (127.0.0.1:%d)".formatted(port));
      assertThat(attempt(delivery, number).getInt("tries")).isEqualTo(3);
    }
  }

  @Test
  void countsTheImmediateTriesOfAnUnknownHost() {
    JsonObject delivery = deliverTo("http://nowhere.invalid/", "exhausted");

    assertFailed(attempt(delivery, 1), "unknown host (nowhere.invalid:80)");
    assertThat(attempt(delivery, 1).getInt("tries")).isEqualTo(3);
  }

  @Test
  void repeatsAtOnceWhatAStaleConnectionLost() throws InterruptedException {
    receiver =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.say(Receiver.OK);
              connection.hear(); // and closes, as a receiver does whose patience ends just then
            });
    String hook = api.webhook(source, receiver.url());
    receiver.request();
    api.event(source, "happened", DATA);

    JsonObject delivery = watch.awaitStatus(watch.only(hook), "delivered");

    assertDelivered(delivery, 1);
    assertThat(attempt(delivery, 1).getInt("tries")).isEqualTo(2);
  }
}
