package io.gatehook.bench.load;

import io.gatehook.bench.rig.Database;
import java.sql.SQLException;
import java.util.List;

/**
 * Puts due deliveries into the store, each of an event of its own, like one that the server made
 * and delivered, whatever columns it has.
 *
 * @param first number of the first event
 */
record DueRows(int first, int count) {
  static final String ID = "'01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0')";

  static final String EVENTS =
      """
      insert into worker_event
      select made.* from worker_event made_before, generate_series(%1$d, %2$d) n,
        lateral jsonb_populate_record(made_before, jsonb_build_object(
          'id', %3$s, 'event_key', null, 'received_at', now(),
          'data', '\\x' || encode(convert_to(regexp_replace(
             convert_from(made_before.data, 'UTF8'), '"n":\\d+', '"n":' || n), 'UTF8'), 'hex')))
          made
       where made_before.id = (select worker_event from delivery where status = 'DELIVERED' limit 1)
      """;

  /** Due one after the other, the last one now. */
  private static final String DELIVERIES =
      """
      insert into delivery
      select made.* from delivery made_before, generate_series(%1$d, %2$d) n,
        lateral jsonb_populate_record(made_before, jsonb_build_object(
          'id', %3$s, 'worker_event', %3$s, 'status', 'PENDING', 'reason', null,
          'attempt_count', 0, 'schedule_step', 0, 'rescue_count', 0, 'trigger_kind', 'SCHEDULED',
          'scheduled_from', now(), 'next_attempt_at', now() - (%2$d - n) * interval '1 ms',
          'owner', null, 'claim_number', 0, 'claimed_at', null, 'created_at', now(),
          'finished_at', null)) made
       where made_before.id = (select id from delivery where status = 'DELIVERED' limit 1)
      """;

  /**
   * All of them are there at once, with the statistics and the peace of a database that has run.
   */
  void insert(Database database) throws SQLException {
    database.together(List.of(filled(EVENTS), filled(DELIVERIES)));
    database.update("analyze worker_event");
    database.update("analyze delivery");
    database.update("checkpoint");
  }

  private String filled(String statement) {
    return statement.formatted(first, first + count - 1, ID);
  }
}
