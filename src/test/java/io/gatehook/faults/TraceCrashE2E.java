package io.gatehook.faults;

import static io.gatehook.delivery.Scripts.afterPing;
import static io.gatehook.delivery.Scripts.answering;
import static io.gatehook.delivery.Scripts.hanging;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.delivery.DeliveryWatch;
import io.gatehook.http.Receiver;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kill -9 in the middle of a call: the call that is made after it belongs to the same trace. */
@ExtendWith(SharedServers.class)
class TraceCrashE2E {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String EVENT =
      "{\"source\":\"traced\",\"event\":\"happened\",\"data\":{\"n\":1}}";

  @Test
  void rescuedDeliveryIsStillInItsTrace(EmbeddedNode embedded) throws InterruptedException {
    Node node = embedded.running();
    try (Receiver receiver = Receiver.speaking(afterPing(hanging(), answering(200)))) {
      String hook = node.api().webhook("traced", receiver.url());
      receiver.request();
      var event =
          node.api()
              .request("/worker-events")
              .header("Content-Type", "application/json")
              .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
              .header("tracestate", "a=1")
              .POST(BodyPublishers.ofString(EVENT));
      assertThat(node.api().send(event).status()).isEqualTo(202);
      Receiver.Request first = receiver.request();

      node.process().kill9();
      embedded.running();
      var watch = new DeliveryWatch(node.api());
      watch.awaitStatus(watch.only(hook), "delivered");
      Receiver.Request second = receiver.request();

      assertThat(first.headers().get("traceparent"))
          .startsWith("00-" + TRACE)
          .isNotEqualTo(second.headers().get("traceparent"));
      assertThat(second.headers().get("traceparent")).startsWith("00-" + TRACE);
      assertThat(second.headers())
          .containsEntry("tracestate", "a=1")
          .containsEntry("x-gatehook-attempt", "2");
    }
  }
}
