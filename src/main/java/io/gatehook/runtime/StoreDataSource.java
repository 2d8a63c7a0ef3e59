package io.gatehook.runtime;

import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.DatabaseFailure;
import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.Handover;
import io.gatehook.runtime.config.StartRefused;
import io.gatehook.runtime.config.StoreAddress;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections to the store that the settings name, PostgreSQL or H2; the server's pool sits
 * on top of it and needs to know neither.
 */
public final class StoreDataSource implements DataSource {

  static final String JNDI_NAME = "java:app/jdbc/gatehook";

  private static final int CONNECT_SECONDS = 5;
  private static final int SOCKET_SECONDS = 60;

  /**
   * Who waits longer for a lock gives up, so that a client hears of it; the embedded store has its
   * own limit. What the operator set wins: in the URL, for the user or for the database.
   */
  private static final String LIMIT_LOCK_WAITS =
      """
      select set_config('lock_timeout', '5s', false)
       where current_setting('lock_timeout') = '0'
      """;

  private final boolean patient;
  private volatile @Nullable DataSource driver;

  /** For the server's pool: reads the settings when the first connection is asked for. */
  public StoreDataSource() {
    patient = false;
  }

  /** Its connections wait for locks as long as it takes. */
  StoreDataSource(StoreAddress store) {
    patient = true;
    driver = driver(store);
  }

  @Override
  public Connection getConnection() throws SQLException {
    DataSource store = driver();
    try {
      Connection connection = store.getConnection();
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      if (!patient && connection.isWrapperFor(PGConnection.class)) {
        limitLockWaits(connection);
      }
      return connection;
    } catch (SQLException e) {
      refuseUnlessStarted(() -> DatabaseFailure.of(e, StoreAddress.of(ActiveSettings.read())));
      throw e;
    }
  }

  private static void limitLockWaits(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LIMIT_LOCK_WAITS);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** JPA connects while the application is deployed, before anything else of ours can judge. */
  private static void refuseUnlessStarted(Supplier<StartRefused> refusal) {
    if (!Handover.isStarted()) {
      var unused = StartFailure.refuse(refusal.get());
    }
  }

  private DataSource driver() throws SQLException {
    DataSource known = driver;
    if (known != null) {
      return known;
    }
    try {
      DataSource made = driver(StoreAddress.of(ActiveSettings.read()));
      driver = made;
      return made;
    } catch (BadSetting e) {
      String sentence = String.valueOf(e.getMessage());
      refuseUnlessStarted(() -> new StartRefused(ExitCode.CONFIGURATION, sentence));
      throw new SQLException(sentence, e);
    }
  }

  private static DataSource driver(StoreAddress store) {
    return store.postgresql() ? postgresql(store) : h2(store);
  }

  /** What stands in the URL wins over what is set here. */
  private static DataSource postgresql(StoreAddress store) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setReWriteBatchedInserts(true);
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setTcpKeepAlive(true);
    source.setApplicationName("gatehook");
    if (!store.user().isEmpty()) {
      source.setUser(store.user());
      source.setPassword(store.password());
    }
    source.setURL(store.url());
    return source;
  }

  private static DataSource h2(StoreAddress store) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(store.url());
    source.setUser(store.user());
    source.setPassword(store.password());
    return source;
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("user and password come from the settings");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return CONNECT_SECONDS;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("no java.util.logging here");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("not a wrapper of " + type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
