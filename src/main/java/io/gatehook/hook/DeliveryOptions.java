package io.gatehook.hook;

import io.gatehook.json.Durations;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a hook says about its deliveries in the place of the server; empty: nothing.
 *
 * @param schedule waits between the attempts; an empty list: no retry
 * @param timeout time limit of one call, for handlers that send requests
 * @param maxAge no attempt starts later than this after the delivery was recorded
 * @param perSecond calls a second, of all nodes together
 */
public record DeliveryOptions(
    Optional<List<Duration>> schedule,
    Optional<Duration> timeout,
    Optional<Duration> maxAge,
    Optional<Double> perSecond,
    Ordering ordered,
    Optional<SnoozeScope> snoozeScope) {
  /** Most waits of a schedule. */
  public static final int MAX_WAITS = 20;

  /** Longest {@code timeout}, which claims have to outlive. */
  public static final String MAX_TIMEOUT = "60s";

  /**
   * Reads the member {@code delivery} of a hook.
   *
   * @param options complete and valid
   */
  static DeliveryOptions of(JsonObject options) {
    return new DeliveryOptions(
        Optional.ofNullable(options.getJsonArray("schedule"))
            .map(waits -> waits.getValuesAs(JsonString.class))
            .map(waits -> waits.stream().map(wait -> Durations.of(wait.getString())).toList()),
        duration(options, "timeout"),
        duration(options, "max_age"),
        Optional.ofNullable(options.getJsonObject("rate_limit"))
            .map(limit -> limit.getJsonNumber("per_second"))
            .map(JsonNumber::doubleValue),
        Ordering.of(options.get("ordered")),
        Optional.ofNullable(options.getString("snooze_scope", null)).map(SnoozeScope::parse));
  }

  /** Whether its deliveries are made one after the other. */
  public boolean isOrdered() {
    return ordered != Ordering.NONE;
  }

  private static Optional<Duration> duration(JsonObject options, String member) {
    return Optional.ofNullable(options.getString(member, null)).map(Durations::of);
  }
}
