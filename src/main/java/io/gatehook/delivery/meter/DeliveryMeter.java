package io.gatehook.delivery.meter;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.queue.AttemptRecord;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.handler.Handlers;
import io.gatehook.hook.registry.LoadedHooks;
import io.gatehook.metrics.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Counts attempts and deliveries once they are recorded. */
@ApplicationScoped
public class DeliveryMeter {
  /** The handler of a hook that is gone. */
  private static final String GONE = "none";

  @Inject LoadedHooks hooks;
  @Inject Handlers handlers;
  @Inject Metrics metrics;

  void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
    List<String> statuses = DeliveryStatus.FINISHED.stream().map(DeliveryStatus::apiName).toList();
    List<String> outcomes = Arrays.stream(Outcome.values()).map(Outcome::apiName).toList();
    handlers.names().forEach(handler -> metrics.begin(handler, statuses, outcomes));
  }

  /**
   * A call that is recorded, or a delivery that needed none.
   *
   * @param lost whether the claim was gone, so that the attempt moved nothing
   */
  public void ended(Ending ending, boolean lost) {
    String handler = handler(ending.delivery().hook());
    AttemptRecord attempt = ending.attempt();
    if (attempt != null) {
      metrics.attempt(handler, attempt.outcome().apiName());
      metrics.call(handler, attempt.duration());
    }
    if (lost) {
      return;
    }
    finished(handler, ending.step());
    if (attempt != null && ending.isDelivered()) {
      var received = attempt.startedAt().plus(attempt.duration());
      metrics.received(
          handler, Duration.between(ending.delivery().progress().scheduledFrom(), received));
    }
  }

  /** A stale claim that was taken back. */
  public void rescued(ClaimedDelivery delivery, NextStep step) {
    String handler = handler(delivery.hook());
    metrics.rescue();
    metrics.attempt(handler, Outcome.UNKNOWN.apiName());
    finished(handler, step);
  }

  private void finished(String handler, NextStep step) {
    if (DeliveryStatus.FINISHED.contains(step.status())) {
      metrics.delivery(handler, step.status().apiName());
    }
  }

  private String handler(UUID hook) {
    return hooks.find(hook).map(ready -> ready.hook().handler()).orElse(GONE);
  }
}
