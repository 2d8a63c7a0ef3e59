package io.gatehook.delivery;

import io.gatehook.Deployments;
import io.gatehook.delivery.health.DisablingContract;
import io.gatehook.delivery.health.HealthContract;
import io.gatehook.delivery.operator.RedeliveryContract;
import io.gatehook.delivery.operator.StatusContract;
import io.gatehook.delivery.queue.DeliveryStoreContract;
import io.gatehook.delivery.queue.HoldContract;
import io.gatehook.delivery.queue.LineContract;
import io.gatehook.delivery.recording.RecordingContract;
import io.gatehook.delivery.recording.TraceContract;
import io.gatehook.delivery.suppression.SuppressionContract;
import io.gatehook.delivery.upkeep.CleanerContract;
import io.gatehook.sql.StoreContract;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The in-container tests, in one deployment: each interface is one group of them. */
@ExtendWith(ArquillianExtension.class)
class GatehookIT
    implements StoreContract,
        RecordingContract,
        TraceContract,
        DeliveryStoreContract,
        HoldContract,
        LineContract,
        SuppressionContract,
        RedeliveryContract,
        HealthContract,
        DisablingContract,
        StatusContract,
        CleanerContract {

  @Deployment
  static WebArchive war() {
    return Deployments.war();
  }
}
