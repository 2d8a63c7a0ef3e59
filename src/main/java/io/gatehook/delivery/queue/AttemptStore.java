package io.gatehook.delivery.queue;

import io.gatehook.delivery.UuidV7;
import io.gatehook.handler.Exchange;
import io.gatehook.json.Json;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps attempts, in the transaction of the move that they caused. */
@ApplicationScoped
@InTransaction
public class AttemptStore {
  /** Characters of a request or response body that are kept with an attempt. */
  static final int MAX_BODY = 4096;

  @Inject Sql sql;
  @Inject UuidV7 ids;

  /** An attempt at a delivery. */
  record Made(ClaimedDelivery delivery, AttemptRecord attempt) {}

  void insert(List<Made> attempts, String nodeId) {
    sql.batch(
        """
        insert into attempt (id, delivery, number, trigger_kind, node, started_at, duration_ms,
                             tries, outcome, error, request, response, log)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        attempts.stream().map(made -> row(made.delivery(), made.attempt(), nodeId)).toList());
  }

  private @Nullable Object[] row(ClaimedDelivery delivery, AttemptRecord attempt, String nodeId) {
    return new @Nullable Object[] {
      ids.at(attempt.startedAt()),
      delivery.id(),
      delivery.progress().nextAttempt(),
      delivery.progress().trigger(),
      nodeId,
      attempt.startedAt(),
      attempt.duration().toMillis(),
      attempt.exchange().tries(),
      attempt.outcome(),
      Reasons.stored(attempt.error()),
      bytes(request(attempt.exchange().request())),
      bytes(response(attempt.exchange().response())),
      log(attempt.exchange())
    };
  }

  /** Forgets what was said in the attempts of a worker event; that they happened stays. */
  public void erase(UUID workerEvent) {
    sql.update(
        """
        update attempt set request = null, response = null, log = null
         where delivery in (select id from delivery where worker_event = ?)
        """,
        workerEvent);
  }

  private static byte @Nullable [] bytes(@Nullable JsonObject json) {
    return json == null ? null : Json.bytes(json);
  }

  private static @Nullable JsonObject request(Exchange.@Nullable Sent sent) {
    if (sent == null) {
      return null;
    }
    var json = builder().add("method", sent.method()).add("url", sent.url());
    json.add("headers", headers(sent.headers()));
    return sent.body() == null ? json.build() : body(json, sent.body(), false);
  }

  private static @Nullable JsonObject response(Exchange.@Nullable Received received) {
    if (received == null) {
      return null;
    }
    var json = builder().add("status", received.status());
    json.add("headers", headers(received.headers()));
    return body(json, received.body(), received.truncated());
  }

  /** Adds {@code body}, as much of it as is kept, and {@code truncated}. */
  public static JsonObject body(JsonObjectBuilder json, String body, boolean truncated) {
    boolean tooLong = body.length() > MAX_BODY;
    json.add("body", tooLong ? body.substring(0, MAX_BODY) : body);
    return json.add("truncated", truncated || tooLong).build();
  }

  private static JsonObjectBuilder headers(Map<String, String> headers) {
    var json = builder();
    headers.forEach(json::add);
    return json;
  }

  private static byte @Nullable [] log(Exchange exchange) {
    if (exchange.log().isEmpty()) {
      return null;
    }
    var lines = Json.VALUES.createArrayBuilder(exchange.log());
    return Json.bytes(builder().add("lines", lines).build());
  }

  private static JsonObjectBuilder builder() {
    return Json.VALUES.createObjectBuilder();
  }
}
