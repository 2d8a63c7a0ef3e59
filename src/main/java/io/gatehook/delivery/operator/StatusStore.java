package io.gatehook.delivery.operator;

import static java.util.stream.Collectors.joining;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads how many deliveries of a hook stand where, over an index and no further than a limit. */
@ApplicationScoped
@InTransaction
public class StatusStore {
  /** Nothing is counted beyond this. */
  static final int MAX_COUNTED = 100_000;

  private static final String COUNTS =
      Arrays.stream(DeliveryStatus.values())
          .map(
              status ->
                  """
                  select '%1$s', count(*) from
                    (select 1 from delivery
                      where status = '%1$s' and event_hook = ? limit %2$d) as %1$s
                  """
                      .formatted(status, MAX_COUNTED))
          .collect(joining(" union all "));

  @Inject Sql sql;

  private record Count(DeliveryStatus status, long count) {}

  /** Of the deliveries that are kept, by status. */
  Map<DeliveryStatus, Long> counts(UUID hook) {
    Object[] hooks = new Object[DeliveryStatus.values().length];
    Arrays.fill(hooks, hook);
    List<Count> counted =
        sql.query(
            COUNTS,
            row -> new Count(DeliveryStatus.valueOf(row.getString(1).strip()), row.getLong(2)),
            hooks);
    var counts = new EnumMap<DeliveryStatus, Long>(DeliveryStatus.class);
    counted.forEach(each -> counts.put(each.status(), each.count()));
    return counts;
  }

  /** When the delivery that is due first is. Empty: none waits. */
  Optional<Instant> firstDue(UUID hook) {
    return sql
        .query(
            """
            select next_attempt_at from delivery
             where status = 'PENDING' and event_hook between ? and ? and next_attempt_at is not null
             order by status, event_hook, next_attempt_at limit 1
            """,
            row -> Sql.requiredInstant(row, "next_attempt_at"),
            hook,
            hook)
        .stream()
        .findFirst();
  }
}
