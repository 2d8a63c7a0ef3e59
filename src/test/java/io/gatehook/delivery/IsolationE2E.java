package io.gatehook.delivery;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.http.Receiver;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One hook's trouble is not another's. */
class IsolationE2E extends OneDelivery {
  private static final int HANGING = 20;

  IsolationE2E(Api api) {
    super(api);
  }

  @Test
  void servesAHealthyHookWhileAnotherHangs() throws InterruptedException {
    try (Receiver silent = Receiver.speaking(Scripts.afterPing(Scripts.hanging()))) {
      String stuck = api.webhook(source + "-stuck", silent.url());
      silent.request();
      for (int i = 0; i < HANGING; i++) {
        api.event(source + "-stuck", "happened", DATA);
      }
      await()
          .atMost(DeliveryWatch.LIMIT)
          .until(() -> watch.ofHook(stuck).stream().anyMatch(IsolationE2E::isClaimed));

      JsonObject healthy = deliver("delivered", Scripts.answering(200));

      String last = watch.ofHook(stuck).get(HANGING - 1).getString("id");
      assertThat(Instant.parse(healthy.getString("finished_at")))
          .isBefore(end(attempt(watch.awaitAttempts(last, 1), 1)));
    }
  }

  private static boolean isClaimed(JsonObject delivery) {
    return delivery.getString("status").equals("claimed");
  }

  private static Instant end(JsonObject attempt) {
    return Instant.parse(attempt.getString("started_at")).plusMillis(attempt.getInt("duration_ms"));
  }
}
