package io.gatehook.delivery.operator;

import io.gatehook.delivery.dispatch.Breakers;
import io.gatehook.delivery.dispatch.HookShares;
import io.gatehook.delivery.health.HealthStore;
import io.gatehook.hook.EventHook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells how hooks do: what the store has of them, and what this node has. */
@ApplicationScoped
public class HookStatuses {
  @Inject StatusStore store;
  @Inject HealthStore health;
  @Inject HookShares shares;
  @Inject Breakers breakers;

  public HookStatus of(EventHook of) {
    UUID hook = of.id();
    Breakers.Reading breaker = breakers.read(hook);
    return new HookStatus(
        store.counts(hook),
        health.find(hook),
        shares.inFlight(hook),
        store.firstDue(hook).map(due -> later(due, breaker.openUntil())).orElse(null),
        breaker.state(),
        of.disabledReason());
  }

  private static Instant later(Instant due, @Nullable Instant openUntil) {
    return openUntil == null || due.isAfter(openUntil) ? due : openUntil;
  }
}
