package io.gatehook.delivery.queue;

import io.gatehook.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a database means to find what is due, or the first of a line. */
final class Plans {
  static final UUID HEALTHY = new UUID(0, 1);

  private static final int ROWS = 100;

  private final Explaining explaining;
  private final DueStore store = new DueStore();
  private final LineStore lines = new LineStore();

  Plans(Sql sql) {
    explaining = new Explaining(sql);
    store.sql = explaining;
    lines.sql = explaining;
  }

  /** Of {@link DueStore#oldest}. */
  String oldest() {
    store.oldest(Instant.now(), ROWS);
    return explaining.plan;
  }

  /** Of {@link DueStore#oldestOf} for {@link #HEALTHY}. */
  String oldestOf() {
    store.oldestOf(HEALTHY, Instant.now(), ROWS);
    return explaining.plan;
  }

  /** Of {@link DueStore#hooks}. */
  String hooks() {
    store.hooks(Instant.now());
    return explaining.plan;
  }

  /** Of {@link LineStore#find} for {@link #HEALTHY}. */
  String line() {
    lines.find(HEALTHY);
    return explaining.plan;
  }

  /** Has every query explained before it runs. */
  private static final class Explaining extends Sql {
    private final Sql sql;
    private String plan = "";

    Explaining(Sql sql) {
      this.sql = sql;
    }

    @Override
    public <T> List<T> query(String query, RowReader<T> reader, @Nullable Object... arguments) {
      plan = String.join("\n", sql.query("explain " + query, row -> row.getString(1), arguments));
      return sql.query(query, reader, arguments);
    }
  }
}
