package io.gatehook.delivery.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.NewDelivery;
import io.gatehook.hook.Ordering;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a line for each ordered hook. What stands in it is PENDING without a time, so that no claim
 * looks at it, until it is the first there. It then stays the first until it is finished, since
 * others come in behind it only: who has read that needs no lock.
 */
@ApplicationScoped
@InTransaction
public class LineStore {
  /** Most that leave a line in one look. */
  static final int MOST_LEAVING = 100;

  /** Nothing is counted beyond this. */
  static final int MAX_COUNTED = 100_000;

  /** A condition on deliveries: those that halt their hook. */
  static final String HALTING =
      """
      status in ('EXHAUSTED', 'REJECTED') and exists
        (select 1 from delivery_line l join event_hook h on h.id = l.event_hook
          where l.delivery = delivery.id and h.ordering = 'STOP')
      """;

  /** Continued by what says which rows are the first of their lines. */
  private static final String FIRST =
      """
      select l.event_hook, l.number, l.delivery, d.status, d.next_attempt_at, h.ordering,
             coalesce(h.enabled, true) as enabled
        from delivery_line l
        left join delivery d on d.id = l.delivery
        left join event_hook h on h.id = l.event_hook
      """;

  @Inject Sql sql;
  @Inject HoldStore holds;
  @Inject Event<LinesMoved> moved;

  /**
   * Adds deliveries of ordered hooks to their lines, in the order given. Locks the rows of these
   * hooks until the transaction ends, so that numbers are given in the order of commits.
   *
   * @return those that stand in a line now; not those whose hook is not ordered any more
   */
  Set<UUID> add(List<NewDelivery> deliveries) {
    Map<UUID, List<NewDelivery>> byHook =
        deliveries.stream()
            .filter(each -> each.match().hook().delivery().isOrdered())
            .collect(
                groupingBy(
                    each -> each.match().hook().id(),
                    TreeMap::new, // one order of locks for all
                    toList()));
    var added = new HashSet<UUID>();
    byHook.forEach((hook, line) -> added.addAll(add(hook, line)));
    if (!added.isEmpty()) {
      moved.fire(new LinesMoved());
    }
    return added;
  }

  private List<UUID> add(UUID hook, List<NewDelivery> line) {
    int counted =
        sql.update(
            """
            update event_hook set last_number = last_number + ?
             where id = ? and ordering is not null
            """,
            line.size(),
            hook);
    if (counted == 0) {
      return List.of();
    }
    String last = "select last_number from event_hook where id = ?";
    long before = sql.query(last, row -> row.getLong(1), hook).get(0) - line.size();
    var rows = new ArrayList<@Nullable Object[]>();
    for (int i = 0; i < line.size(); i++) {
      rows.add(new Object[] {hook, before + 1 + i, line.get(i).id()});
    }
    sql.batch("insert into delivery_line (event_hook, number, delivery) values (?, ?, ?)", rows);
    return line.stream().map(NewDelivery::id).toList();
  }

  /** All lines, found without reading what waits in them. */
  public List<Line> all() {
    return sql.query(
        """
        with recursive hooks (event_hook) as (
          (select event_hook from delivery_line order by event_hook limit 1)
          union all
          select (select l.event_hook from delivery_line l
                   where l.event_hook > hooks.event_hook order by l.event_hook limit 1)
            from hooks where hooks.event_hook is not null)
        """
            + FIRST
            + """
              join hooks on hooks.event_hook = l.event_hook
             where l.number = (select m.number from delivery_line m
                                where m.event_hook = hooks.event_hook
                                order by m.event_hook, m.number limit 1)
             order by l.event_hook
            """,
        LineStore::read);
  }

  /** The line of one hook; empty: nothing waits in it. */
  public Optional<Line> find(UUID hook) {
    return sql
        .query(
            FIRST + "where l.event_hook = ? order by l.event_hook, l.number limit 1",
            LineStore::read,
            hook)
        .stream()
        .findFirst();
  }

  /** How many stand in the line of a hook. */
  public long length(UUID hook) {
    return sql.query(
            """
            select count(*) from
              (select 1 from delivery_line where event_hook = ? limit %d) as counted
            """
                .formatted(MAX_COUNTED),
            row -> row.getLong(1),
            hook)
        .get(0);
  }

  /** The first in the line of a delivery that waits behind it. */
  public Optional<UUID> firstBefore(UUID delivery) {
    return sql
        .query(
            """
            select l.delivery from delivery_line l
              join delivery_line own on own.event_hook = l.event_hook and own.number > l.number
             where own.delivery = ? order by l.number limit 1
            """,
            row -> row.getObject(1, UUID.class),
            delivery)
        .stream()
        .findFirst();
  }

  /**
   * Does what is to be done for a line. Passes over what another transaction works on, and so waits
   * for none; an old look does no harm.
   */
  public void move(Line line) {
    Optional<Line> next = Optional.of(line);
    for (int i = 0; i < MOST_LEAVING && next.isPresent(); i++) {
      next = moved(next.get());
    }
  }

  /** Answers the line as it is then, if something may be to do still. */
  private Optional<Line> moved(Line line) {
    Line.Move next = line.next();
    if (next == Line.Move.GIVE_TURN) {
      giveTurn(line.first());
    } else if (next == Line.Move.DISSOLVE) {
      dissolve(line);
    }
    boolean left = next == Line.Move.LEAVE && leave(line);
    return left ? find(line.hook()) : Optional.empty();
  }

  private boolean leave(Line line) {
    return sql.update(
            """
            delete from delivery_line where event_hook = ? and number in
              (select number from delivery_line where event_hook = ? and number = ?
                  for update skip locked)
            """,
            line.hook(),
            line.hook(),
            line.number())
        == 1;
  }

  private void giveTurn(UUID delivery) {
    sql.update(
        """
        update delivery set next_attempt_at = created_at where id in
          (select id from delivery where id = ? and status = 'PENDING' and next_attempt_at is null
              for update skip locked)
        """,
        delivery);
  }

  private void dissolve(Line line) {
    remove(line.hook());
    if (line.wanted().enabled()) {
      holds.letGoOf(line.hook());
    }
  }

  /** Ends the line of a hook that is deleted. */
  void remove(UUID hook) {
    sql.update("delete from delivery_line where event_hook = ?", hook);
  }

  /**
   * Takes finished deliveries that are about to be sent again out of their lines: that is done
   * outside of the order. What halts its hook keeps its place.
   */
  void leave(List<UUID> redelivered) {
    String marks = Sql.marks(redelivered.size());
    sql.update(
        """
        delete from delivery_line
         where delivery in (%1$s)
           and delivery in (select id from delivery where id in (%1$s)
                               and status in ('DELIVERED', 'EXHAUSTED', 'REJECTED', 'CANCELLED'))
           and delivery not in (select id from delivery where id in (%1$s) and %2$s)
        """
            .formatted(marks, HALTING),
        Stream.of(redelivered, redelivered, redelivered).flatMap(List::stream).toArray());
  }

  private static Line read(ResultSet row) throws SQLException {
    String status = row.getString("status");
    String ordering = row.getString("ordering");
    return new Line(
        row.getObject("event_hook", UUID.class),
        row.getLong("number"),
        row.getObject("delivery", UUID.class),
        status == null ? null : DeliveryStatus.valueOf(status),
        Sql.instant(row, "next_attempt_at") != null,
        new Line.Wanted(
            ordering == null ? Ordering.NONE : Ordering.valueOf(ordering),
            row.getBoolean("enabled")));
  }
}
