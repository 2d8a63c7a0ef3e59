package io.gatehook.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a person with the rights of an administrator does to a database that is in use. */
final class PostgresConsole {
  private static final String TERMINATE =
      "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '%s'";
  private static final String WAITING =
      "select count(*) from pg_stat_activity where datname = '%s' and wait_event_type = 'Lock'";

  private final Postgres postgres;
  private final String database;

  PostgresConsole(Postgres postgres, String database) {
    this.postgres = postgres;
    this.database = database;
  }

  /** What goes on while a transaction is open. */
  interface Meanwhile {
    void happen() throws SQLException;
  }

  /** Holds what a statement locks. */
  void during(String statement, Meanwhile meanwhile) throws SQLException {
    try (Connection connection = postgres.connect(database);
        Statement held = connection.createStatement()) {
      connection.setAutoCommit(false);
      held.execute(statement);
      meanwhile.happen();
      connection.rollback();
    }
  }

  /** Ends all connections of others; returns how many there were at this moment. */
  int terminateConnections() throws SQLException {
    return count(TERMINATE);
  }

  /** Connections that wait for a lock. */
  int waitingForLocks() throws SQLException {
    return count(WAITING);
  }

  private int count(String statement) throws SQLException {
    try (Connection connection = postgres.connect("postgres");
        Statement asked = connection.createStatement();
        ResultSet row = asked.executeQuery(statement.formatted(database))) {
      row.next();
      return row.getInt(1);
    }
  }
}
