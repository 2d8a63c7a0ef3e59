package io.gatehook.faults;

import static org.awaitility.Awaitility.await;

import io.gatehook.Directories;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL that is stopped, killed, and started again on the data that it left. */
final class Postgres implements AutoCloseable {
  private static final String PID_FILE = "postmaster.pid";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path data;
  private EmbeddedPostgres server;

  /**
   * Starts one.
   *
   * @param data directory, absent or empty; closing removes it
   */
  Postgres(Path data) {
    this.data = data;
    server = start(0);
  }

  /** In a temporary directory. */
  static Postgres start() {
    try {
      return new Postgres(Files.createTempDirectory("gatehook-postgres-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new database, as settings of a node. */
  Map<String, String> store(String database) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of("gatehook.datasource.url", server.getJdbcUrl("postgres", database));
  }

  Connection connect(String database) throws SQLException {
    return server.getDatabase("postgres", database).getConnection();
  }

  /** Ends it in order, whatever its clients are doing (a fast shutdown). */
  void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kill -9 of the postmaster, which its children do not survive. */
  void kill9() {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    List<ProcessHandle> family =
        Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
    postmaster.destroyForcibly();
    await().atMost(LIMIT).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    stop(); // there is nothing left to stop, but a lock on the directory to let go
  }

  private long pid() {
    try (Stream<String> lines = Files.lines(data.resolve(PID_FILE))) {
      return Long.parseLong(lines.findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On the same port. */
  void startAgain() {
    server = start(server.getPort());
  }

  void startAgainUnlessAlive() {
    if (!isAlive()) {
      stop();
      startAgain();
    }
  }

  private boolean isAlive() {
    return Files.exists(data.resolve(PID_FILE))
        && ProcessHandle.of(pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  private EmbeddedPostgres start(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setServerConfig("synchronous_commit", "on") // off, unless told so, loses commits
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
    Directories.delete(data);
  }
}
