package io.gatehook.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.PostgresForTests;
import io.gatehook.sql.MemoryStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What PostgreSQL does to find the deliveries of one hook beside the backlogs of others. */
class DuePlansE2E {
  /** Most rows are those of one hook, and most of what is due is older and of others. */
  private static final String ROWS =
      """
      insert into delivery (id, worker_event, event_hook, workspace, source, event, handler, status,
          attempt_count, schedule_step, rescue_count, trigger_kind, scheduled_from,
          next_attempt_at, claim_number, created_at, finished_at)
      select gen_random_uuid(), gen_random_uuid(), hook, '', '', '', '', status,
             0, 0, 0, 'SCHEDULED', now(), due, 0, now(), finished
        from (select '%1$s'::uuid as hook, 'DELIVERED' as status,
                     null::timestamptz as due, now() as finished from generate_series(1, 30000)
              union all
              select '%1$s'::uuid, 'PENDING', now() - n * interval '1 ms', null
                from generate_series(1, 2000) n
              union all
              select ('00000000-0000-0000-0001-' || lpad((n %% 50)::text, 12, '0'))::uuid,
                     'PENDING', now() - interval '1 h' - n * interval '1 ms', null
                from generate_series(1, 20000) n) made
      """;

  @Test
  void backlogsOfOthersAreNotReadForAHook() throws IOException, SQLException {
    try (EmbeddedPostgres postgres = PostgresForTests.start(0)) {
      Flyway.configure()
          .dataSource(postgres.getPostgresDatabase())
          .locations("classpath:db/migration", "classpath:db/postgresql")
          .load()
          .migrate();
      try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
        connection.setAutoCommit(false);
        fill(connection);
        var plans = new Plans(MemoryStore.on(connection));

        assertThat(plans.oldest()).contains("using delivery_due ").doesNotContain("Sort");
        assertThat(plans.oldestOf())
            .contains("using delivery_due_of_hook ")
            .doesNotContain("using delivery_due ");
        assertThat(plans.hooks())
            .contains("using delivery_due_of_hook ")
            .doesNotContain("using delivery_due ");
      }
    }
  }

  private static void fill(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(ROWS.formatted(Plans.HEALTHY));
      statement.execute("analyze delivery");
    }
  }
}
