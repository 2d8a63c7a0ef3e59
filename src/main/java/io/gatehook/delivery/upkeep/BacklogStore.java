package io.gatehook.delivery.upkeep;

import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads how much is due and not claimed, over an index and no further than a limit. */
@ApplicationScoped
@InTransaction
public class BacklogStore {
  /** Nothing is counted beyond this. */
  public static final int MAX_COUNTED = 100_000;

  @Inject Sql sql;

  /**
   * What is due and not claimed, of all nodes.
   *
   * @param oldest since when the first one has been due; null: none is
   */
  public record Backlog(long count, @Nullable Instant oldest) {}

  public Backlog read(Instant now) {
    return sql.query(
            """
            select count(*) as due, min(next_attempt_at) as oldest from
              (select next_attempt_at from delivery
                where status = 'PENDING' and next_attempt_at <= ?
                order by status, next_attempt_at limit ?) as waiting
            """,
            row -> new Backlog(row.getLong("due"), Sql.instant(row, "oldest")),
            now,
            MAX_COUNTED)
        .get(0);
  }
}
