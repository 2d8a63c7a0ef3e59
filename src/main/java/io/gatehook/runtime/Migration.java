package io.gatehook.runtime;

import io.gatehook.runtime.config.DatabaseFailure;
import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.StartRefused;
import io.gatehook.runtime.config.StoreAddress;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of the store to this version; nodes that start at once take turns. */
final class Migration {

  private static final int OLDEST_POSTGRESQL = 14;
  private static final String COMMON = "classpath:db/migration";

  private Migration() {}

  static void run(DataSource store, StoreAddress address) {
    // held open, or the embedded store would close and open again between Flyway's connections
    try (Connection connection = store.getConnection()) {
      requireVersion(connection.getMetaData(), address);
      Flyway.configure(Migration.class.getClassLoader())
          .dataSource(store)
          .locations(locations(address))
          .load()
          .migrate();
    } catch (SQLException e) {
      throw DatabaseFailure.of(e, address);
    } catch (FlywayException e) {
      throw new StartRefused(
          ExitCode.DATABASE,
          "The tables of %s cannot be brought to this version: %s"
              .formatted(address.shown(), String.valueOf(e.getMessage()).strip()));
    }
  }

  /** What H2 cannot have, as indexes of a part of a table, stands in a folder of its own. */
  private static String[] locations(StoreAddress store) {
    return store.postgresql()
        ? new String[] {COMMON, "classpath:db/postgresql"}
        : new String[] {COMMON};
  }

  private static void requireVersion(DatabaseMetaData database, StoreAddress address)
      throws SQLException {
    if (address.postgresql() && database.getDatabaseMajorVersion() < OLDEST_POSTGRESQL) {
      throw new StartRefused(
          ExitCode.DATABASE,
          "%s=%s cannot be used: it is PostgreSQL %s, the oldest that works is %d."
              .formatted(
                  ServerSettings.DATASOURCE_URL.key(),
                  address.shown(),
                  database.getDatabaseProductVersion(),
                  OLDEST_POSTGRESQL));
    }
  }
}
