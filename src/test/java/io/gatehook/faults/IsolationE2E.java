package io.gatehook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.delivery.DeliveryWatch;
import io.gatehook.delivery.OneDelivery;
import io.gatehook.delivery.Scripts;
import io.gatehook.http.Receiver;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
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
      String stuck = api.webhook(hanging(), silent.url());
      silent.request();
      for (int i = 0; i < HANGING; i++) {
        api.event(hanging(), "happened", DATA);
      }
      await()
          .atMost(DeliveryWatch.LIMIT)
          .until(() -> watch.ofHook(stuck).stream().anyMatch(IsolationE2E::isClaimed));

      deliver("delivered", Scripts.answering(200));

      assertThat(watch.ofHook(stuck)).hasSize(HANGING).anyMatch(IsolationE2E::isUntried);
    }
  }

  /** So many that they would take every slot several times over. */
  @Test
  void servesAHealthyHookWhileManyHang() throws InterruptedException {
    try (Receiver silent = Receiver.speaking(Scripts.hanging())) {
      List<String> stuck =
          IntStream.range(0, HANGING).mapToObj(i -> api.webhook(hanging(), silent.url())).toList();
      for (int i = 0; i < HANGING; i++) {
        api.event(hanging(), "happened", DATA);
      }

      deliver("delivered", Scripts.answering(200));

      assertThat(stuck.stream().flatMap(hook -> watch.ofHook(hook).stream()))
          .hasSize(HANGING * HANGING)
          .filteredOn(IsolationE2E::isUntried)
          .hasSizeGreaterThan(HANGING * HANGING / 2);
    }
  }

  private String hanging() {
    return source + "-stuck";
  }

  private static boolean isClaimed(JsonObject delivery) {
    return delivery.getString("status").equals("claimed");
  }

  private static boolean isUntried(JsonObject delivery) {
    return delivery.getInt("attempt_count") == 0;
  }
}
