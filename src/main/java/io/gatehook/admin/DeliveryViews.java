package io.gatehook.admin;

import io.gatehook.delivery.Attempt;
import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.RecordedEvent;
import io.gatehook.delivery.health.HookHealth;
import io.gatehook.delivery.operator.DeliveryFilter;
import io.gatehook.delivery.operator.HookStatus;
import io.gatehook.delivery.operator.Redelivery;
import io.gatehook.delivery.queue.AttemptStore;
import io.gatehook.json.Json;
import io.gatehook.json.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Worker events, deliveries, attempts and redeliveries as the API shows them; times RFC 3339,
 * milliseconds.
 */
final class DeliveryViews {
  private DeliveryViews() {}

  static JsonObject event(RecordedEvent event, List<Delivery> deliveries) {
    var owed = Json.VALUES.createArrayBuilder();
    deliveries.forEach(delivery -> owed.add(delivery(delivery)));
    var json = Json.VALUES.createObjectBuilder().add("id", event.id().toString());
    add(json, "key", text(event.key()));
    json.add("workspace", event.workspace());
    json.add("source", event.source()).add("event", event.event());
    add(json, "data", event.data());
    add(json, "node_id", text(event.nodeId()));
    add(json, "pid", Optional.ofNullable(event.pid()).map(Json.VALUES::createValue));
    add(json, "occurred_at", time(event.occurredAt()));
    add(json, "received_at", time(event.receivedAt()));
    add(json, "traceparent", text(event.traceparent()));
    add(json, "tracestate", text(event.tracestate()));
    return json.add("deliveries", owed).build();
  }

  static JsonObject delivery(Delivery delivery) {
    var json = Json.VALUES.createObjectBuilder().add("id", delivery.id().toString());
    json.add("worker_event", delivery.workerEvent().toString());
    json.add("event_hook", delivery.eventHook().toString());
    json.add("workspace", delivery.workspace());
    json.add("source", delivery.source()).add("event", delivery.event());
    json.add("handler", delivery.handler()).add("status", delivery.status().apiName());
    add(json, "reason", text(delivery.reason()));
    json.add("attempt_count", delivery.attemptCount());
    add(json, "next_attempt_at", time(delivery.nextAttemptAt()));
    add(json, "created_at", time(delivery.createdAt()));
    add(json, "finished_at", time(delivery.finishedAt()));
    return json.build();
  }

  /**
   * A delivery with its attempts.
   *
   * @param traceId of the trace that its event belongs to; empty: it belongs to none
   * @param body of the requests that were kept without one; empty: none was
   * @param first the delivery whose turn it is before this one's; empty: it waits for none
   */
  static JsonObject delivery(
      Delivery delivery,
      Optional<String> traceId,
      List<Attempt> attempts,
      Optional<String> body,
      Optional<UUID> first) {
    var made = Json.VALUES.createArrayBuilder();
    attempts.forEach(attempt -> made.add(attempt(attempt, body)));
    var json = Json.VALUES.createObjectBuilder(delivery(delivery));
    add(json, "trace_id", traceId.map(Json.VALUES::createValue));
    add(json, "waits_for", first.map(UUID::toString).map(Json.VALUES::createValue));
    return json.add("attempts", made).build();
  }

  static JsonObject redelivery(Redelivery redelivery) {
    var json = Json.VALUES.createObjectBuilder().add("id", redelivery.id().toString());
    json.add("filter", filter(redelivery.filter())).add("status", redelivery.status().apiName());
    Redelivery.Progress progress = redelivery.progress();
    json.add("matched", progress.matched());
    json.add("done", progress.done()).add("failed", progress.failed());
    add(json, "created_at", time(redelivery.createdAt()));
    add(json, "finished_at", time(redelivery.finishedAt()));
    return json.build();
  }

  /** Only what was asked for. */
  private static JsonObject filter(DeliveryFilter filter) {
    var json = Json.VALUES.createObjectBuilder();
    Optional.ofNullable(filter.status()).ifPresent(status -> json.add("status", status.apiName()));
    Optional.ofNullable(filter.eventHook())
        .ifPresent(hook -> json.add("event_hook", hook.toString()));
    text(filter.source()).ifPresent(source -> json.add("source", source));
    text(filter.event()).ifPresent(event -> json.add("event", event));
    time(filter.since()).ifPresent(since -> json.add("since", since));
    time(filter.until()).ifPresent(until -> json.add("until", until));
    return json.build();
  }

  static JsonObject status(HookStatus status) {
    var counts = Json.VALUES.createObjectBuilder();
    status.counts().forEach((each, count) -> counts.add(each.apiName(), count));
    HookHealth health = status.health();
    var json = Json.VALUES.createObjectBuilder().add("counts", counts);
    add(json, "success_rate", rate(status.successRate()));
    add(json, "failing_since", time(health.failingSince()));
    add(json, "last_success_at", time(health.lastSuccess()));
    add(json, "last_failure_at", time(health.lastFailure()));
    add(json, "last_failure_reason", text(health.reason()));
    json.add("in_flight", status.inFlight());
    add(json, "next_attempt_at", time(status.nextAttemptAt()));
    json.add("breaker", status.breaker().apiName());
    add(json, "disabled_reason", text(status.disabledReason()));
    add(json, "order", Optional.ofNullable(status.order()).map(DeliveryViews::order));
    return json.build();
  }

  private static JsonObject order(HookStatus.Order order) {
    var json = Json.VALUES.createObjectBuilder().add("first", order.first().toString());
    return json.add("halted", order.halted()).add("waiting", order.waiting()).build();
  }

  /** Four decimals: more would be noise. */
  private static Optional<JsonValue> rate(OptionalDouble rate) {
    return rate.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Json.VALUES.createValue(
                BigDecimal.valueOf(rate.getAsDouble())
                    .setScale(4, RoundingMode.DOWN)
                    .stripTrailingZeros()));
  }

  private static JsonObject attempt(Attempt attempt, Optional<String> body) {
    var json = Json.VALUES.createObjectBuilder().add("number", attempt.number());
    json.add("trigger", attempt.trigger().apiName()).add("node", attempt.node());
    add(json, "started_at", time(attempt.startedAt()));
    json.add("duration_ms", attempt.duration().toMillis()).add("tries", attempt.tries());
    json.add("outcome", attempt.outcome().apiName());
    add(json, "error", text(attempt.error()));
    add(json, "request", attempt.request().map(sent -> withBody(sent, body)));
    add(json, "response", attempt.response());
    return json.add("log", attempt.log()).build();
  }

  private static JsonObject withBody(JsonObject sent, Optional<String> body) {
    return sent.containsKey("body") || body.isEmpty()
        ? sent
        : AttemptStore.body(Json.VALUES.createObjectBuilder(sent), body.get(), false);
  }

  private static Optional<JsonValue> text(@Nullable String text) {
    return Optional.ofNullable(text).map(Json.VALUES::createValue);
  }

  private static Optional<JsonValue> time(@Nullable Instant time) {
    return Optional.ofNullable(time).map(Times::text).map(Json.VALUES::createValue);
  }

  private static void add(
      JsonObjectBuilder json, String name, Optional<? extends JsonValue> value) {
    value.ifPresentOrElse(present -> json.add(name, present), () -> json.addNull(name));
  }
}
