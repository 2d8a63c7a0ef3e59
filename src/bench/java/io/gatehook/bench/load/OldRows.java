package io.gatehook.bench.load;

import io.gatehook.bench.rig.Database;
import java.sql.SQLException;
import java.util.List;

/**
 * Puts deliveries into the store that are older than they are kept, each of an event of its own and
 * with an attempt, like one that the server made.
 *
 * @param first number of the first event
 */
record OldRows(int first, int count) {
  /** Finished one after the other, half a second for each thousand of them. */
  private static final String DELIVERIES =
      """
      insert into delivery
      select made.* from delivery made_before, generate_series(%1$d, %2$d) n,
        lateral jsonb_populate_record(made_before, jsonb_build_object(
          'id', %3$s, 'worker_event', %3$s,
          'created_at', now() - interval '8 days' - (%2$d - n) * interval '500 us',
          'finished_at', now() - interval '8 days' - (%2$d - n) * interval '500 us')) made
       where made_before.id = (select id from delivery where status = 'DELIVERED' limit 1)
      """;

  private static final String ATTEMPTS =
      """
      insert into attempt
      select made.* from attempt made_before, generate_series(%1$d, %2$d) n,
        lateral jsonb_populate_record(made_before, jsonb_build_object(
          'id', %3$s, 'delivery', %3$s)) made
       where made_before.id = (select id from attempt limit 1)
      """;

  /** All of them are there at once, on disk and known to the planner. */
  void insert(Database database) throws SQLException {
    database.together(List.of(filled(DueRows.EVENTS), filled(DELIVERIES), filled(ATTEMPTS)));
    for (String table : List.of("worker_event", "delivery", "attempt")) {
      database.update("analyze " + table);
    }
    database.update("checkpoint");
  }

  /** Whether the oldest of them is deleted. */
  boolean hasBegun(Database database) throws SQLException {
    return isGone(database, first);
  }

  boolean areGone(Database database) throws SQLException {
    return isGone(database, first + count - 1);
  }

  private static boolean isGone(Database database, int n) throws SQLException {
    String id = DueRows.ID.replace("to_hex(n)", "to_hex(%d)".formatted(n));
    return database.number("select count(*) from delivery where id = (%s)::uuid".formatted(id))
        == 0;
  }

  private String filled(String statement) {
    return statement.formatted(first, first + count - 1, DueRows.ID);
  }
}
