package io.gatehook.runtime.config;

import java.time.Duration;
import java.util.List;

/** The settings of calls and their retries, and of how long things are kept. */
public final class DeliverySettings {

  public static final Setting<Duration> DELIVERY_LEASE =
      new Setting<>(
          "delivery.lease",
          "30s",
          "How long a silent node keeps its claims; renewed every third of it.",
          Kind.duration("3s", "1h"));

  public static final Setting<List<Duration>> DELIVERY_SCHEDULE =
      new Setting<>(
          "delivery.schedule",
          "5s 30s 2m 10m 30m 2h 5h 10h 10h",
          "Waits between the attempts of a delivery; their number is that of the retries.",
          Kind.durations("100ms", "30d"));

  public static final Setting<Integer> DELIVERY_IN_FLIGHT =
      new Setting<>(
          "delivery.in-flight",
          "192",
          "Most calls of this node under way at once.",
          Kind.number(1, 500));

  public static final Setting<Duration> DELIVERY_MAX_AGE =
      new Setting<>(
          "delivery.max-age",
          "14d",
          "Age at which an unfinished delivery is exhausted.",
          Kind.duration("1s", "3650d"));

  public static final Setting<Duration> DELIVERY_DRAIN =
      new Setting<>(
          "delivery.drain",
          "20s",
          "How long a stop waits for the calls under way.",
          Kind.duration("0s", "10m"));

  public static final Setting<Duration> DELIVERY_DISABLE_AFTER =
      new Setting<>(
          "delivery.disable-after",
          "0s",
          "A hook that has been failing for so long is disabled; 0s: none is.",
          Kind.duration("0s", "3650d"));

  public static final Setting<Duration> CALL_TIMEOUT =
      new Setting<>(
          "call.timeout",
          "15s",
          "Time limit of one call, from the name look-up to the last byte.",
          Kind.duration("50ms", "10m"));

  public static final Setting<Duration> CALL_CONNECT_TIMEOUT =
      new Setting<>(
          "call.connect-timeout",
          "5s",
          "Time limit of the connection within that.",
          Kind.duration("50ms", "10m"));

  public static final Setting<Duration> RETENTION_DELIVERED =
      new Setting<>(
          "retention.delivered",
          "7d",
          "How long delivered deliveries are kept.",
          Kind.duration("1s", "3650d"));

  public static final Setting<Duration> RETENTION_OTHER =
      new Setting<>(
          "retention.other",
          "30d",
          "How long exhausted, rejected and cancelled deliveries are kept.",
          Kind.duration("1s", "3650d"));

  public static final Setting<Duration> INGEST_IDEMPOTENCY_WINDOW =
      new Setting<>(
          "ingest.idempotency-window",
          "7d",
          "How long the id of an event is remembered, so that a repeat does no harm.",
          Kind.duration("1s", "3650d"));

  public static final Setting<Integer> INGEST_RATE_LIMIT =
      new Setting<>(
          "ingest.rate-limit",
          "0",
          "Most events a second that this node takes; the others are answered 429. 0: any number.",
          Kind.number(0, 10_000_000));

  public static final Setting<List<Duration>> LAMBDA_SCHEDULE =
      new Setting<>(
          "lambda.schedule",
          "1s 5s 30s",
          "Waits between the attempts of a lambda, in place of delivery.schedule.",
          Kind.durations("100ms", "30d"));

  static final List<Setting<?>> ALL =
      List.of(
          DELIVERY_LEASE,
          DELIVERY_SCHEDULE,
          DELIVERY_IN_FLIGHT,
          DELIVERY_MAX_AGE,
          DELIVERY_DRAIN,
          DELIVERY_DISABLE_AFTER,
          CALL_TIMEOUT,
          CALL_CONNECT_TIMEOUT,
          RETENTION_DELIVERED,
          RETENTION_OTHER,
          INGEST_IDEMPOTENCY_WINDOW,
          INGEST_RATE_LIMIT,
          LAMBDA_SCHEDULE);

  private DeliverySettings() {}
}
