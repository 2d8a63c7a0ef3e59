package io.gatehook.sql;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs native statements in the current transaction, for the stores of this package. Arguments may
 * be null, strings, numbers, booleans, bytes, UUIDs, instants and enums (by name).
 */
@ApplicationScoped
public class Sql {
  @Resource(lookup = "java:app/jdbc/gatehook")
  DataSource dataSource;

  /** Reads one row. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /** Answers how many rows it changed. */
  public int update(String sql, @Nullable Object... arguments) {
    return run(
        sql,
        statement -> {
          bind(statement, arguments);
          return statement.executeUpdate();
        });
  }

  /** One statement for many rows; answers how many each of them changed. */
  public int[] batch(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return new int[0];
    }
    return run(
        sql,
        statement -> {
          for (@Nullable Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments) {
    return run(
        sql,
        statement -> {
          bind(statement, arguments);
          var rows = new ArrayList<T>();
          try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
              rows.add(reader.read(result));
            }
          }
          return rows;
        });
  }

  /** So many question marks, for an {@code in} list. */
  public static String marks(int count) {
    return String.join(",", Collections.nCopies(count, "?"));
  }

  /**
   * The same ids, the last one repeated up to the next power of two: for an {@code in} list of a
   * statement that runs often, which the database then meets, and plans, in few lengths only.
   */
  public static List<UUID> padded(List<UUID> ids) {
    int size = Integer.highestOneBit(Math.max(1, ids.size() * 2 - 1));
    var padded = new ArrayList<>(ids);
    padded.addAll(Collections.nCopies(size - ids.size(), ids.get(ids.size() - 1)));
    return padded;
  }

  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** As {@link #instant}, of a column that is never null. */
  public static Instant requiredInstant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private <T> T run(String sql, Work<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      requireTransaction(connection);
      return work.with(statement);
    } catch (SQLException e) {
      throw new StoreFailure(e);
    }
  }

  /** A statement that is committed by itself could leave half of what belongs together. */
  private static void requireTransaction(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new SQLException("the connection is in no transaction");
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument == null) {
        statement.setNull(i + 1, Types.OTHER);
      } else if (argument instanceof Instant instant) {
        statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
      } else if (argument instanceof Enum<?> constant) {
        statement.setString(i + 1, constant.name());
      } else {
        statement.setObject(i + 1, argument);
      }
    }
  }
}
