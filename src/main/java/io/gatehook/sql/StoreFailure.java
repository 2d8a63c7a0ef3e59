package io.gatehook.sql;

import java.sql.SQLException;

/** The store could not do what was asked; the transaction is rolled back. */
public final class StoreFailure extends RuntimeException {
  StoreFailure(SQLException cause) {
    super("the store failed: " + cause.getMessage(), cause);
  }
}
