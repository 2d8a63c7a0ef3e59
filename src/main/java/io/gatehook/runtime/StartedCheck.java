package io.gatehook.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: settings read, store migrated, every part running. */
@Startup
@ApplicationScoped
class StartedCheck implements HealthCheck {

  @Inject Running running;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("gatehook").status(running.now()).build();
  }
}
