package io.gatehook.runtime;

import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StoreAddress;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** What the runtime asks the store itself: its time, and whether it takes writes. */
@ApplicationScoped
class Store {

  private static final String TIME = "select clock_timestamp()";

  /** Deletes nothing, but a store that takes no writes refuses it. */
  private static final String WRITE = "delete from node where node_id is null";

  @Resource(lookup = StoreDataSource.JNDI_NAME)
  DataSource dataSource;

  @Produces
  @Singleton
  StoreClock clock(Settings settings) {
    Clock local = Clock.systemUTC();
    Supplier<Instant> source =
        StoreAddress.of(settings).postgresql() ? this::databaseTime : local::instant;
    return new StoreClock(source, System::nanoTime);
  }

  private Instant databaseTime() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(TIME);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw new IllegalStateException("the store did not tell its time", e);
    }
  }

  /**
   * @throws SQLException saying why the store takes no writes
   */
  void requireWritable() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(WRITE)) {
      statement.executeUpdate();
    }
  }
}
