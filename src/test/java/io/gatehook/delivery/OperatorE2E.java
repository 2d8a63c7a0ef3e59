package io.gatehook.delivery;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static io.gatehook.delivery.Scripts.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.http.Receiver;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an operator may do with a delivery, and where it is refused. */
class OperatorE2E extends OneDelivery {
  OperatorE2E(Api api) {
    super(api);
  }

  private Answer ask(String delivery, String what) {
    return api.post("/deliveries/" + delivery + "/" + what);
  }

  private void assertRefused(String delivery, String what, String reason) {
    Answer answer = ask(delivery, what);

    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.json().getString("message")).contains(delivery, reason);
  }

  /** A delivery whose call hangs. */
  private String claimed() throws InterruptedException {
    receiver = Receiver.speaking(Scripts.afterPing(Scripts.hanging(), answering(200)));
    String hook = api.webhook(source, receiver.url());
    receiver.request();
    api.event(source, "happened", DATA);
    receiver.request();
    return watch.only(hook);
  }

  @Test
  void redeliveryGoesOnWithTheSameDelivery() throws InterruptedException {
    var failing = answering(500);
    String id =
        deliver("exhausted", failing, failing, failing, failing, answering(200)).getString("id");

    Answer answer = ask(id, "redeliver");
    JsonObject delivery = watch.awaitStatus(id, "delivered");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().getString("id")).isEqualTo(id);
    assertThat(answer.json().getString("status")).isIn("pending", "claimed");
    assertThat(delivery.getInt("attempt_count")).isEqualTo(5);
    assertThat(List.of(1, 2, 3, 4, 5))
        .map(number -> attempt(delivery, number).getString("trigger"))
        .containsExactly("scheduled", "scheduled", "scheduled", "manual", "scheduled");
    for (int number = 1; number <= 5; number++) {
      assertThat(receiver.request().headers())
          .containsEntry("x-gatehook-delivery", id)
          .containsEntry("x-gatehook-attempt", String.valueOf(number));
    }
  }

  @Test
  void redeliversWhatWasDeliveredOrRejected() throws InterruptedException {
    String id = deliver("rejected", answering(410), answering(200)).getString("id");

    assertThat(ask(id, "redeliver").status()).isEqualTo(202);
    watch.awaitStatus(id, "delivered");
    assertThat(ask(id, "redeliver").status()).isEqualTo(202);
    JsonObject delivery = watch.awaitAttempts(id, 3);

    assertThat(attempt(delivery, 2).getString("trigger")).isEqualTo("manual");
    assertThat(attempt(delivery, 3).getString("trigger")).isEqualTo("manual");
  }

  @Test
  void cancelsAClaimedDeliveryForGood() throws InterruptedException {
    String id = claimed();

    assertRefused(id, "redeliver", "it is claimed");
    Answer answer = ask(id, "cancel");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().getString("status")).isEqualTo("cancelled");
    assertThat(answer.json().getString("reason")).isEqualTo("cancelled by an operator");
    assertRefused(id, "cancel", "it is cancelled");

    JsonObject late = watch.awaitAttempts(id, 1);
    assertThat(late.getString("status")).isEqualTo("cancelled");
    assertThat(ask(id, "redeliver").status()).isEqualTo(202);
    watch.awaitStatus(id, "delivered");
  }

  @Test
  void cannotCancelWhatIsFinished() throws InterruptedException {
    String id = deliver("delivered", answering(200)).getString("id");

    assertRefused(id, "cancel", "it is delivered");
  }

  @Test
  void deletingTheHookEndsItsDeliveries() throws InterruptedException {
    String id = claimed();
    String hook = watch.read(id).getString("event_hook");

    assertThat(api.delete("/event-hooks/" + hook).status()).isEqualTo(204);

    assertThat(watch.read(id).getString("status")).isEqualTo("cancelled");
    assertThat(watch.read(id).getString("reason")).isEqualTo("event hook deleted");
    assertThat(watch.only(hook)).isEqualTo(id);
    assertRefused(id, "redeliver", "event hook deleted");
  }

  @Test
  void knowsOnlyIdsAndThePostMethod() {
    for (String what : List.of("redeliver", "cancel")) {
      Answer unknown = ask(UUID.randomUUID().toString(), what);
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.json().getString("message")).isEqualTo("Not found");
      assertThat(ask("7", what).status()).isEqualTo(400);
      assertThat(ask("7", what).json().getInt("code")).isEqualTo(1);
      Answer read = api.get("/deliveries/" + UUID.randomUUID() + "/" + what);
      assertThat(read.status()).isEqualTo(405);
      assertThat(read.response().headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    }
  }
}
