package io.gatehook.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The tables in memory, and statements on them without a server: one connection, for one thread.
 */
public final class MemoryStore implements AutoCloseable {
  private static final String URL =
      "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

  private final Connection connection;

  public MemoryStore() {
    var database = new JdbcDataSource();
    database.setURL(URL.formatted(UUID.randomUUID()));
    try {
      connection = database.getConnection(); // the tables live as long as it is open
      Flyway.configure().dataSource(database).load().migrate();
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Statements in the current transaction. */
  public Sql sql() {
    return on(connection);
  }

  /** Statements in the current transaction of a connection. */
  public static Sql on(Connection connection) {
    var sql = new Sql();
    sql.dataSource = always(keptOpen(connection));
    return sql;
  }

  /** Ends the transaction; the next one begins. */
  public void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DataSource always(Connection connection) {
    return (DataSource)
        Proxy.newProxyInstance(
            MemoryStore.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> connection);
  }

  /** Whoever closes it leaves it open for the next one. */
  private static Connection keptOpen(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            MemoryStore.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("close")
                    ? null
                    : method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
