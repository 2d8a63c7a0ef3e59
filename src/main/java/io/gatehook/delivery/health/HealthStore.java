package io.gatehook.delivery.health;

import static java.util.stream.Collectors.toMap;

import io.gatehook.hook.HookDeleted;
import io.gatehook.hook.HookReconfigured;
import io.gatehook.hook.HookSwitched;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps how hooks do; each change is a conditional statement, so that one node makes it. */
@ApplicationScoped
@InTransaction
public class HealthStore {
  @Inject Sql sql;
  @Inject Clock clock;

  private record Row(UUID hook, HookHealth health) {}

  public HookHealth find(UUID hook) {
    return find(List.of(hook)).getOrDefault(hook, HookHealth.UNKNOWN);
  }

  /** Without those that never failed for long. */
  Map<UUID, HookHealth> find(Collection<UUID> hooks) {
    if (hooks.isEmpty()) {
      return Map.of();
    }
    return sql
        .query(
            """
            select event_hook, failing_since, last_success, last_failure, reason, period_since
              from hook_health where event_hook in (%s)
            """
                .formatted(Sql.marks(hooks.size())),
            HealthStore::read,
            hooks.toArray())
        .stream()
        .collect(toMap(Row::hook, Row::health));
  }

  /** Hooks whose failures count since then or longer. */
  Map<UUID, HookHealth> enabledAndFailing(Instant then) {
    return sql
        .query(
            """
            select event_hook, failing_since, last_success, last_failure, reason, period_since
              from hook_health
             where failing_since is not null and period_since <= ?
               and exists (select 1 from event_hook e
                            where e.id = hook_health.event_hook and coalesce(e.enabled, true))
            """,
            HealthStore::read,
            then)
        .stream()
        .collect(toMap(Row::hook, Row::health));
  }

  /**
   * Since when hooks have been failing, those first that have for longest; without those that
   * somebody disabled.
   *
   * @param most of them
   */
  public Map<UUID, Instant> failing(int most) {
    var failing = new LinkedHashMap<UUID, Instant>();
    sql.query(
            """
            select h.event_hook, h.failing_since
              from hook_health h join event_hook e on e.id = h.event_hook
             where h.failing_since is not null
               and (coalesce(e.enabled, true) or e.disabled_reason is not null)
             order by h.failing_since limit ?
            """,
            row ->
                Map.entry(
                    row.getObject("event_hook", UUID.class),
                    Sql.requiredInstant(row, "failing_since")),
            most)
        .forEach(row -> failing.put(row.getKey(), row.getValue()));
    return failing;
  }

  /** Works → failing; false: it was failing already, or there is no such hook. */
  boolean fail(UUID hook, HookHealth failing) {
    int changed =
        sql.update(
            """
            update hook_health
               set failing_since = ?, last_success = coalesce(?, last_success), last_failure = ?,
                   reason = ?, period_since = ?
             where event_hook = ? and failing_since is null
            """,
            failing.failingSince(),
            failing.lastSuccess(),
            failing.lastFailure(),
            failing.reason(),
            failing.periodSince(),
            hook);
    return changed == 1 || insert(hook, failing);
  }

  private boolean insert(UUID hook, HookHealth failing) {
    return sql.update(
            """
            insert into hook_health
                   (event_hook, failing_since, last_success, last_failure, reason, period_since)
            select id, cast(? as timestamp(6) with time zone),
                   cast(? as timestamp(6) with time zone),
                   cast(? as timestamp(6) with time zone), cast(? as varchar(1000)),
                   cast(? as timestamp(6) with time zone)
              from event_hook where id = ?
            on conflict do nothing
            """,
            failing.failingSince(),
            failing.lastSuccess(),
            failing.lastFailure(),
            failing.reason(),
            failing.periodSince(),
            hook)
        == 1;
  }

  /** Failing → failing: the failure that shows it to have been so for too long. */
  void failAgain(UUID hook, HookHealth failing) {
    sql.update(
        """
        update hook_health set last_failure = ?, reason = ?
         where event_hook = ? and failing_since is not null
        """,
        failing.lastFailure(),
        failing.reason(),
        hook);
  }

  /** Failing → works; false: it was not failing. */
  boolean recover(UUID hook, Instant at) {
    return sql.update(
            """
            update hook_health set failing_since = null, last_success = ?
             where event_hook = ? and failing_since is not null
            """,
            at,
            hook)
        == 1;
  }

  void beginPeriod(@Observes HookSwitched hook) {
    if (hook.enabled()) {
      beginPeriod(hook.id());
    }
  }

  void beginPeriod(@Observes HookReconfigured hook) {
    beginPeriod(hook.id());
  }

  /** What may have been mended is given as long again. */
  private void beginPeriod(UUID hook) {
    sql.update(
        "update hook_health set period_since = ? where event_hook = ?", clock.instant(), hook);
  }

  void forget(@Observes HookDeleted deleted) {
    sql.update("delete from hook_health where event_hook = ?", deleted.id());
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("event_hook", UUID.class),
        new HookHealth(
            Sql.instant(row, "failing_since"),
            Sql.instant(row, "last_success"),
            Sql.instant(row, "last_failure"),
            row.getString("reason"),
            Sql.instant(row, "period_since")));
  }
}
