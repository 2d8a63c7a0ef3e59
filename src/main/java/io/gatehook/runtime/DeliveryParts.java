package io.gatehook.runtime;

import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.UuidV7;
import io.gatehook.delivery.retry.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the plain parts of the queue into beans. */
@ApplicationScoped
class DeliveryParts {
  @Produces
  @Singleton
  RetryPolicy retryPolicy(DeliveryConfig config) {
    return new RetryPolicy(
        config.schedule(), config.maxAge(), () -> ThreadLocalRandom.current().nextDouble());
  }

  @Produces
  @Singleton
  UuidV7 ids() {
    return new UuidV7(new SecureRandom());
  }
}
