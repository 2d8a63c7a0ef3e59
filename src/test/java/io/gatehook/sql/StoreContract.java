package io.gatehook.sql;

import static io.gatehook.delivery.DeliveryFixtures.aHook;
import static io.gatehook.delivery.DeliveryFixtures.aSource;
import static io.gatehook.delivery.DeliveryFixtures.anEvent;
import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.DeliveryFixtures.deliveriesOf;
import static io.gatehook.delivery.recording.RecordingContract.fire;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.hook.EventHook;
import jakarta.transaction.UserTransaction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What holds for the connections of the pool, on a real store. */
public interface StoreContract {
  private static <T> T inTransaction(Supplier<T> work) throws Exception {
    UserTransaction transaction = transaction();
    transaction.begin();
    try {
      return work.get();
    } finally {
      transaction.rollback();
    }
  }

  private static String first(String statement) {
    return bean(Sql.class).query(statement, row -> row.getString(1)).get(0);
  }

  @Test
  default void nobodyWaitsForALockForEver() throws Exception {
    String url = System.getenv().getOrDefault("GATEHOOK_DATASOURCE_URL", "");
    boolean postgres = url.startsWith("jdbc:postgresql:");
    String question = postgres ? "show lock_timeout" : "call lock_timeout()";

    String limit = inTransaction(() -> first(question));

    assertThat(limit).isEqualTo(postgres ? "5s" : "10000");
  }

  @Test
  default void readsOfEntitiesShareTheTransactionOfTheStatements() throws Exception {
    EventHook hook = aHook(aSource(), null);

    int seen =
        inTransaction(
            () -> {
              fire(anEvent(hook.source()));
              return deliveriesOf(hook).size();
            });

    assertThat(seen).isEqualTo(1);
    assertThat(deliveriesOf(hook)).isEmpty();
  }
}
