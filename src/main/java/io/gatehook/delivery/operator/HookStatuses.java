package io.gatehook.delivery.operator;

import io.gatehook.delivery.dispatch.Breakers;
import io.gatehook.delivery.dispatch.HookShares;
import io.gatehook.delivery.health.HealthStore;
import io.gatehook.delivery.operator.HookStatus.Order;
import io.gatehook.delivery.queue.Line;
import io.gatehook.delivery.queue.LineStore;
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
  @Inject LineStore lines;
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
        of.disabledReason(),
        lines.find(hook).map(this::order).orElse(null));
  }

  private Order order(Line line) {
    return new Order(line.first(), line.halted(), Math.max(0, lines.length(line.hook()) - 1));
  }

  private static Instant later(Instant due, @Nullable Instant openUntil) {
    return openUntil == null || due.isAfter(openUntil) ? due : openUntil;
  }
}
