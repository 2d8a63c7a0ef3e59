package io.gatehook.delivery;

import static io.gatehook.delivery.DeliveryWatch.attempt;
import static io.gatehook.delivery.Scripts.afterPing;
import static io.gatehook.delivery.Scripts.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.gatehook.http.Receiver;
import io.gatehook.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A trace that goes through: from the request that brings an event to those that carry it on. */
class TraceE2E extends OneDelivery {
  private static final String SENDER = "b7ad6b7169203331";

  private final Gatehook gatehook;
  private final String trace = UUID.randomUUID().toString().replace("-", "");

  TraceE2E(Api api, Gatehook gatehook) {
    super(api);
    this.gatehook = gatehook;
  }

  private String traceparent(String span, String flags) {
    return String.join("-", "00", trace, span, flags);
  }

  /** Sends an event with these headers, in pairs, and answers its recorded delivery to a hook. */
  private String send(String hook, String... headers) {
    var item = Json.VALUES.createObjectBuilder().add("source", source).add("event", "happened");
    var answer =
        api.send(
            api.request("/worker-events")
                .header("Content-Type", "application/json")
                .headers(headers)
                .POST(BodyPublishers.ofString(item.add("data", DATA).build().toString())));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return watch.only(hook);
  }

  private String hookOnReceiver() throws InterruptedException {
    String hook = api.webhook(source, receiver.url() + "/hook");
    assertThat(receiver.request().headers()).as("the ping").doesNotContainKey("traceparent");
    return hook;
  }

  /** Id of the span that a request says it is sent by, in our trace. */
  private String span(Receiver.Request request) {
    String sent = request.headers().get("traceparent");
    assertThat(sent).matches(traceparent("[0-9a-f]{16}", "01"));
    return sent.split("-")[2];
  }

  @Test
  void goesOnToEveryHookUnderASpanOfItsOwn() throws InterruptedException {
    receiver = Receiver.answering(Receiver.OK);
    String one = hookOnReceiver();
    hookOnReceiver();

    send(one, "traceparent", traceparent(SENDER, "01"), "tracestate", "a=1", "tracestate", "b=2");
    Receiver.Request first = receiver.request();
    Receiver.Request second = receiver.request();

    assertThat(span(first)).isNotEqualTo(span(second)).isNotEqualTo(SENDER);
    assertThat(first.headers()).containsEntry("tracestate", "a=1,b=2");
    assertThat(second.headers()).containsEntry("tracestate", "a=1,b=2");
  }

  @Test
  void retryAndRedeliveryHaveSpansOfTheirOwn() throws InterruptedException {
    receiver = Receiver.speaking(afterPing(answering(500), answering(200)));
    String id = send(hookOnReceiver(), "traceparent", traceparent(SENDER, "01"));
    watch.awaitStatus(id, "delivered");
    api.post("/deliveries/" + id + "/redeliver");
    watch.awaitAttempts(id, 3);

    assertThat(span(receiver.request()))
        .isNotEqualTo(span(receiver.request()))
        .isNotEqualTo(span(receiver.request()));
  }

  @Test
  void isToldByTheApiAndTheLog() throws InterruptedException {
    receiver = Receiver.answering(Receiver.OK);
    String id =
        send(hookOnReceiver(), "traceparent", traceparent(SENDER, "00"), "tracestate", "a=1");
    JsonObject delivery = watch.awaitStatus(id, "delivered");
    JsonObject event = api.get("/worker-events/" + delivery.getString("worker_event")).json();
    String sent = receiver.request().headers().get("traceparent");
    String span = sent.split("-")[2];

    assertThat(delivery.getString("trace_id")).isEqualTo(trace);
    assertThat(attempt(delivery, 1).getJsonObject("request").getJsonObject("headers"))
        .containsEntry("traceparent", Json.VALUES.createValue(sent));
    assertThat(event.getString("traceparent")).isEqualTo(traceparent(SENDER, "00"));
    assertThat(event.getString("tracestate")).isEqualTo("a=1");
    assertThat(gatehook.log().lines())
        .anyMatch(
            line ->
                line.contains("delivery " + id)
                    && line.endsWith("; trace %s span %s".formatted(trace, span)));
  }

  @Test
  void startsNoTraceWhereNoneOrABrokenOneComes() throws InterruptedException {
    receiver = Receiver.answering(Receiver.OK);
    String hook = hookOnReceiver();
    String id = send(hook, "traceparent", traceparent(SENDER, "0G"), "tracestate", "a=1");
    JsonObject delivery = watch.awaitStatus(id, "delivered");

    assertThat(receiver.request().headers()).doesNotContainKeys("traceparent", "tracestate");
    assertThat(delivery.get("trace_id")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void twoTraceparentsAreNone() throws InterruptedException {
    receiver = Receiver.answering(Receiver.OK);
    String first = traceparent(SENDER, "01");
    send(hookOnReceiver(), "traceparent", first, "traceparent", first);

    assertThat(receiver.request().headers()).doesNotContainKey("traceparent");
  }

  @Test
  void hookMaySayItsOwn() throws InterruptedException {
    receiver = Receiver.answering(Receiver.OK);
    var headers = Json.VALUES.createObjectBuilder().add("traceparent", "mine {{ n }}");
    var config = Json.VALUES.createObjectBuilder().add("url", receiver.url()).add("method", "POST");
    config.add("headers", headers).add("headers_format", true);
    var hook = Json.VALUES.createObjectBuilder().add("source", source);
    String id = api.created(hook.add("handler", "webhook-custom").add("config", config).build());

    send(id, "traceparent", traceparent(SENDER, "01"), "tracestate", "a=1");

    assertThat(receiver.request().headers())
        .containsEntry("traceparent", "mine 1")
        .doesNotContainKey("tracestate");
  }
}
