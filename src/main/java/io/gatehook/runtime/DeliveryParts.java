package io.gatehook.runtime;

import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.UuidV7;
import io.gatehook.delivery.dispatch.Breakers;
import io.gatehook.delivery.dispatch.HookShares;
import io.gatehook.delivery.dispatch.RateLimits;
import io.gatehook.delivery.dispatch.ReadyQueue;
import io.gatehook.delivery.retry.RetryPolicy;
import io.gatehook.delivery.upkeep.Heartbeat;
import io.gatehook.hook.registry.LoadedHooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the plain parts of the queue into beans. */
@ApplicationScoped
class DeliveryParts {
  @Produces
  @Singleton
  RetryPolicy retryPolicy(DeliveryConfig config) {
    return new RetryPolicy(config.schedule(), config.maxAge(), DeliveryParts::random);
  }

  @Produces
  @Singleton
  Breakers breakers(Clock clock) {
    return new Breakers(clock, DeliveryParts::random);
  }

  @Produces
  @Singleton
  HookShares hookShares(DeliveryConfig config, Breakers breakers) {
    return new HookShares(config.inFlight(), ReadyQueue.MOST, breakers);
  }

  @Produces
  @Singleton
  ReadyQueue readyQueue(HookShares shares) {
    return new ReadyQueue(shares);
  }

  /** Every node takes an equal share of what a hook allows. */
  @Produces
  @Singleton
  RateLimits rateLimits(LoadedHooks hooks, Heartbeat heartbeat) {
    return new RateLimits(
        id ->
            hooks
                .find(id)
                .flatMap(ready -> ready.hook().delivery().perSecond())
                .map(perSecond -> perSecond / heartbeat.nodes()),
        System::nanoTime);
  }

  @Produces
  @Singleton
  UuidV7 ids() {
    return new UuidV7(new SecureRandom());
  }

  private static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
