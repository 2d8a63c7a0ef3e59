package io.gatehook.sql;

import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;

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
}
