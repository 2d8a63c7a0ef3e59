package io.gatehook.delivery.suppression;

import io.gatehook.sql.Sql;

/** Stores of this package without a server around them. */
public final class SuppressionStores {
  private SuppressionStores() {}

  public static SuppressionStore on(Sql sql) {
    var store = new SuppressionStore();
    store.sql = sql;
    return store;
  }
}
