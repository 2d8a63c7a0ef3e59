package io.gatehook.runtime;

import io.gatehook.delivery.dispatch.Dispatcher;
import io.gatehook.delivery.upkeep.Heartbeat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready: everything started, deliveries are claimed and made, and the store takes writes. */
@Readiness
@ApplicationScoped
class ReadyCheck implements HealthCheck {

  @Inject Running running;
  @Inject Dispatcher dispatcher;
  @Inject Heartbeat heartbeat;
  @Inject Store store;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("gatehook");
    if (!running.now()) {
      return response.down().withData("reason", "starting or stopping").build();
    }
    if (!dispatcher.isRunning()) {
      return response.down().withData("reason", "the dispatcher has ended").build();
    }
    if (!heartbeat.mayClaim()) {
      return response.down().withData("reason", "the node holds no lease").build();
    }
    try {
      store.requireWritable();
      return response.up().build();
    } catch (SQLException e) {
      return response.down().withData("reason", "store: " + e.getMessage()).build();
    }
  }
}
