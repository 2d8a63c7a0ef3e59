package io.gatehook.delivery.dispatch;

import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.RetrySchedule;
import io.gatehook.delivery.queue.AttemptRecord;
import io.gatehook.delivery.queue.ClaimedDelivery;
import io.gatehook.delivery.queue.Ending;
import io.gatehook.delivery.retry.NextStep;
import io.gatehook.delivery.retry.RetryPolicy;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import io.gatehook.hook.DeliveryOptions;
import io.gatehook.hook.registry.HooksMended;
import io.gatehook.hook.registry.LoadedHooks;
import io.gatehook.hook.registry.ReadyHook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Takes a claimed delivery through call and decision; no transaction is open meanwhile. */
@ApplicationScoped
public class DeliveryCaller {
  private static final Logger LOG = System.getLogger(DeliveryCaller.class.getName());

  @Inject LoadedHooks hooks;
  @Inject RetryPolicy policy;
  @Inject Breakers breakers;
  @Inject DeliveryConfig config;
  @Inject Clock clock;

  /**
   * Calls the hook's handler and decides.
   *
   * @return what is to be recorded
   */
  Ending call(ClaimedDelivery delivery) {
    Optional<ReadyHook> hook = hooks.find(delivery.hook());
    if (hook.isEmpty()) {
      return new Ending(delivery, null, new NextStep.Cancel("event hook deleted"));
    }
    Instant startedAt = clock.instant();
    RetryPolicy own = policyFor(hook.get());
    Optional<NextStep> expired = own.expired(delivery.progress().scheduledFrom(), startedAt);
    if (expired.isPresent()) {
      return new Ending(delivery, null, expired.get());
    }
    HandlerResult result = handle(hook.get(), delivery);
    Instant endedAt = clock.instant();
    breakers.learn(delivery, result, startedAt);
    var attempt = AttemptRecord.of(result, startedAt, Duration.between(startedAt, endedAt));
    NextStep step =
        own.decide(
            result, delivery.progress().step(), delivery.progress().scheduledFrom(), endedAt);
    return new Ending(delivery, attempt, step);
  }

  void callAgain(@Observes HooksMended mended) {
    mended.hooks().forEach(breakers::close);
  }

  /** Whether a call that took so long does not speak for its hook. */
  boolean wasSlow(UUID hook, Duration took) {
    Optional<Duration> timeout =
        hooks.find(hook).flatMap(ready -> ready.hook().delivery().timeout());
    return took.compareTo(config.slow(timeout)) > 0;
  }

  /** What the hook says wins over what its handler says, and that over what the server says. */
  private RetryPolicy policyFor(ReadyHook hook) {
    DeliveryOptions own = hook.hook().delivery();
    RetryPolicy scheduled =
        own.schedule()
            .or(() -> hook.handler().retryWaits())
            .map(RetrySchedule::new)
            .map(policy::on)
            .orElse(policy);
    return own.maxAge().map(scheduled::within).orElse(scheduled);
  }

  /** The one place where a handler's bug is caught: it becomes a failed attempt. */
  private static HandlerResult handle(ReadyHook hook, ClaimedDelivery delivery) {
    try {
      return hook.handler()
          .handle(hook.call(delivery.id(), delivery.progress().nextAttempt(), delivery.event()));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(Level.ERROR, "delivery " + delivery.id() + ": the handler failed", e);
      return new HandlerResult.Retryable("the handler failed: " + e, null, Exchange.NONE);
    }
  }
}
