package io.gatehook.delivery;

import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.Trace;
import io.gatehook.hook.LoadedHooks;
import io.gatehook.hook.ReadyHook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes a claimed delivery through call, decision and record; no transaction is open in a call. */
@ApplicationScoped
public class DeliveryCaller {
  private static final Logger LOG = System.getLogger(DeliveryCaller.class.getName());

  @Inject LoadedHooks hooks;
  @Inject DeliveryStore store;
  @Inject RetryPolicy policy;
  @Inject Incarnation node;
  @Inject Clock clock;

  /**
   * Calls the hook's handler and decides.
   *
   * @return what is to be recorded; the caller records it, again if the store fails
   */
  Ending call(ClaimedDelivery delivery) {
    Optional<ReadyHook> hook = hooks.find(delivery.hook());
    if (hook.isEmpty()) {
      return () -> store.cancelClaimed(delivery, node, "event hook deleted", clock.instant());
    }
    Instant startedAt = clock.instant();
    HandlerResult result = handle(hook.get(), delivery);
    Instant endedAt = clock.instant();
    var attempt = AttemptRecord.of(result, startedAt, Duration.between(startedAt, endedAt));
    NextStep step =
        policyFor(hook.get())
            .decide(
                result, delivery.progress().step(), delivery.progress().scheduledFrom(), endedAt);
    return () -> record(delivery, attempt, step);
  }

  private RetryPolicy policyFor(ReadyHook hook) {
    return hook.handler().retryWaits().map(RetrySchedule::new).map(policy::on).orElse(policy);
  }

  /** What a call led to, ready to be recorded. */
  interface Ending {
    /** Records it in a transaction of its own. */
    void record();
  }

  /** The one place where a handler's bug is caught: it becomes a failed attempt. */
  private static HandlerResult handle(ReadyHook hook, ClaimedDelivery delivery) {
    try {
      return hook.handler()
          .handle(
              new HandlerCall(delivery.id(), delivery.progress().nextAttempt(), delivery.event()));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(Level.ERROR, "delivery " + delivery.id() + ": the handler failed", e);
      return new HandlerResult.Retryable("the handler failed: " + e, null, Trace.NONE);
    }
  }

  private void record(ClaimedDelivery delivery, AttemptRecord attempt, NextStep step) {
    boolean ours = store.finish(delivery, node, attempt, step, clock.instant());
    LOG.log(
        attempt.outcome() == Outcome.DELIVERED ? Level.INFO : Level.WARNING,
        "delivery {0} hook {1} attempt {2} {3} in {4} ms{5}{6}",
        delivery.id(),
        delivery.hook(),
        delivery.progress().nextAttempt(),
        attempt.outcome().apiName(),
        String.valueOf(attempt.duration().toMillis()),
        attempt.error() == null ? "" : ": " + attempt.error(),
        ours ? after(step) : "; the claim was lost before the answer came");
  }

  private static String after(NextStep step) {
    if (step.nextAttemptAt() != null) {
      return "; next attempt at " + step.nextAttemptAt();
    }
    return step.status() == DeliveryStatus.DELIVERED ? "" : "; " + step.status().apiName();
  }
}
