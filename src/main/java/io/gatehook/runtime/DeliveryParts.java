package io.gatehook.runtime;

import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.UuidV7;
import io.gatehook.delivery.dispatch.Breakers;
import io.gatehook.delivery.dispatch.HookShares;
import io.gatehook.delivery.dispatch.ReadyQueue;
import io.gatehook.delivery.retry.RetryPolicy;
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

  @Produces
  @Singleton
  UuidV7 ids() {
    return new UuidV7(new SecureRandom());
  }

  private static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
