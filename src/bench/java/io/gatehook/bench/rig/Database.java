package io.gatehook.bench.rig;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A PostgreSQL of its own that syncs every commit to disk before it says so. */
public final class Database implements AutoCloseable {
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");
  private static final String OURS = "from pg_class where relnamespace = 'public'::regnamespace";

  private final EmbeddedPostgres postgres;
  private final Connection connection;
  private final long postmaster;

  private Database(EmbeddedPostgres postgres) throws SQLException {
    this.postgres = postgres;
    this.connection = postgres.getPostgresDatabase().getConnection();
    long backend = number("select pg_backend_pid()");
    this.postmaster = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow().pid();
  }

  static Database start() throws IOException, SQLException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
    var database = new Database(builder.start());
    database.update("set statement_timeout = '5min'");
    for (String setting : DURABLE) {
      String value = database.text("show " + setting);
      if (!value.equals("on")) {
        database.close();
        throw new IOException("the database runs with %s = %s".formatted(setting, value));
      }
    }
    return database;
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** Seconds, of all its processes. */
  double cpu() throws IOException {
    return ProcessStat.cpu(postmaster);
  }

  /** Transactions so far, those that only read too; the last half second's may be missing. */
  long commits() throws SQLException {
    return number("select sum(xact_commit) from pg_stat_database");
  }

  /** Transactions so far that wrote, each of which was synced, alone or with others. */
  long writes() throws SQLException {
    return number("select txid_snapshot_xmax(txid_current_snapshot())");
  }

  /** Bytes written to the log so far. */
  long logged() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
  }

  /** Bytes of all tables and indexes, after a plain VACUUM, which gives no space back. */
  public long stored() throws SQLException {
    update("vacuum analyze");
    return number("select sum(pg_total_relation_size(oid)) " + OURS + " and relkind = 'r'");
  }

  /** The first column of the first row. */
  public long number(String query) throws SQLException {
    return Long.parseLong(text(query));
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Answers the rows changed. */
  public int update(String statement) throws SQLException {
    try (Statement update = connection.createStatement()) {
      return update.executeUpdate(statement);
    }
  }

  /** All of them in one transaction. */
  public void together(List<String> statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (String statement : statements) {
        update(statement);
      }
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    try (postgres) {
      connection.close();
    }
  }
}
