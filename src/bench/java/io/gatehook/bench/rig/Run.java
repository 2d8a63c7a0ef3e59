package io.gatehook.bench.rig;

import io.gatehook.bench.traffic.Sink;
import io.gatehook.bench.traffic.Source;
import jakarta.json.JsonObject;

/**
 * One load and what came of it.
 *
 * @param sent as {@link Source} says
 * @param outcome as {@link Sink} says
 * @param seconds from the first request to the last arrival or acknowledgement
 * @param resident memory of the largest node when sending ended, in MiB
 */
public record Run(
    JsonObject sent, JsonObject outcome, double seconds, Usage usage, double resident) {

  /** Events. */
  public double accepted() {
    return sent.getInt("accepted");
  }

  public double refused() {
    return sent.getInt("refused");
  }

  public double suppressed() {
    return sent.getInt("suppressed");
  }

  /** As the server counted them. */
  public double deliveries() {
    return sent.getInt("deliveries");
  }

  /** Deliveries that did not arrive of what was acknowledged. */
  public double lost() {
    return outcome.getInt("missing");
  }

  public double eventsPerSecond() {
    return accepted() / seconds;
  }

  /** Milliseconds from the request to its answer. */
  public double answered(int percent) {
    return sent.getJsonNumber("p" + percent).doubleValue();
  }

  /** Milliseconds from the acknowledgement to the arrival; zero where that came first. */
  public double arrived(int percent) {
    return outcome.getJsonNumber("p" + percent).doubleValue();
  }

  public double cpuPerThousand() {
    return perEvent(usage.cpu()) * 1_000;
  }

  public double perEvent(double amount) {
    return accepted() == 0 ? 0 : amount / accepted();
  }
}
