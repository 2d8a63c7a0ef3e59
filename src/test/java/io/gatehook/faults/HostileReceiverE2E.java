package io.gatehook.faults;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static io.gatehook.delivery.Scripts.after;
import static io.gatehook.delivery.Scripts.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.delivery.DeliveryWatch;
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
  void givesUpOnADrippingHeadAtTheCallTimeout() throws InterruptedException {
    JsonObject delivery = deliver("delivered", Scripts.drippingHead(), answering(200));

    assertUnanswered(attempt(delivery, 1), "no answer within 2s");
    assertTookAbout(attempt(delivery, 1), Duration.ofSeconds(2));
    assertDelivered(delivery, 2);
  }

  @Test
  void retriesAfterAReset() throws InterruptedException {
    JsonObject delivery =
        deliver(
            "delivered",
            Scripts.resettingAfter(""),
            Scripts.resettingAfter("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
            answering(200));

    assertUnanswered(attempt(delivery, 1), "connection reset (");
    assertUnanswered(attempt(delivery, 2), "connection reset in the middle of the answer");
    assertDelivered(delivery, 3);
  }

  @Test
  void retriesAfterHalfAnAnswer() throws InterruptedException {
    JsonObject delivery =
        deliver(
            "delivered",
            Scripts.saying("HTTP/1.1 200"),
            Scripts.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
            answering(200));

    assertThat(attempt(delivery, 1).getString("outcome")).isEqualTo("retryable");
    assertUnanswered(attempt(delivery, 2), "connection closed in the middle of the answer");
    assertDelivered(delivery, 3);
  }

  /** What follows the body must not be taken for the answer to the next request. */
  @Test
  void forgetsWhatExceedsTheLengthThatWasPromised() throws InterruptedException {
    String next = "HTTP/1.1 500 Never\r\nContent-Length: 0\r\n\r\n";
    receiver =
        Receiver.speaking(
            Scripts.afterPing(
                connection -> {
                  while (connection.hear()) {
                    connection.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + next);
                  }
                }));
    String hook = api.webhook(source, receiver.url());
    receiver.request();

    for (int i = 1; i <= 3; i++) {
      api.event(source, "happened", DATA);
      int count = i;
      await().atMost(DeliveryWatch.LIMIT).until(() -> delivered(hook) == count);
    }
    assertThat(watch.ofHook(hook))
        .extracting(delivery -> delivery.getInt("attempt_count"))
        .containsOnly(1);
  }

  private long delivered(String hook) {
    return watch.ofHook(hook).stream()
        .filter(delivery -> delivery.getString("status").equals("delivered"))
        .count();
  }

  @Test
  void tellsThatTlsFailed() throws InterruptedException {
    receiver = Receiver.speaking(connection -> connection.say("HTTP/1.1 400 Bad Request\r\n\r\n"));

    JsonObject delivery =
        deliverTo("https://127.0.0.1:%d/".formatted(receiver.port()), "exhausted");

    assertFailed(attempt(delivery, 1), "TLS: ");
    assertThat(attempt(delivery, 1).getInt("tries")).isEqualTo(1);
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
    api.event(source, "happened", DATA);
    String first = watch.only(hook);
    watch.awaitStatus(first, "delivered"); // from here on its connection is kept
    api.event(source, "happened", DATA);
    JsonObject delivery = watch.awaitStatus(otherThan(first, hook), "delivered");

    assertDelivered(delivery, 1);
    assertThat(attempt(delivery, 1).getInt("tries")).isEqualTo(2);
  }

  private String otherThan(String first, String hook) {
    return watch.ofHook(hook).stream()
        .map(delivery -> delivery.getString("id"))
        .filter(id -> !id.equals(first))
        .findFirst()
        .orElseThrow();
  }
}
