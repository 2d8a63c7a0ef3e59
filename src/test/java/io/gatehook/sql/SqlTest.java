package io.gatehook.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlTest {
  private final JdbcDataSource database = new JdbcDataSource();
  private final Sql sql = new Sql();
  private Connection keepsTheTables;

  @BeforeEach
  void createTable() throws SQLException {
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
    keepsTheTables = database.getConnection();
    keepsTheTables.createStatement().execute("create table t (n int)");
    sql.dataSource = database;
  }

  @AfterEach
  void close() throws SQLException {
    keepsTheTables.close();
  }

  @Test
  void refusesStatementsThatAreInNoTransaction() throws SQLException {
    assertRefused(() -> sql.update("insert into t values (?)", 1));
    assertRefused(() -> sql.batch("insert into t values (?)", List.<Object[]>of(new Object[] {1})));
    assertRefused(() -> sql.query("select n from t", row -> row.getInt(1)));

    try (var rows = keepsTheTables.createStatement().executeQuery("select n from t")) {
      assertThat(rows.next()).as("a row that was written all the same").isFalse();
    }
  }

  private static void assertRefused(Runnable statement) {
    assertThatThrownBy(statement::run)
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining("no transaction");
  }
}
