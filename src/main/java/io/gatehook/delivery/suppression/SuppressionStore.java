package io.gatehook.delivery.suppression;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.suppression.SuppressionState.Kind;
import io.gatehook.delivery.suppression.SuppressionState.Place;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what snooze and on_change remember, for all nodes and over restarts. */
@ApplicationScoped
@InTransaction
public class SuppressionStore {
  /** Most places asked for in one statement. */
  private static final int CHUNK = 5_000;

  @Inject Sql sql;

  /** Reads the states of these places and locks them until the transaction ends. */
  List<SuppressionState> lock(SortedSet<Place> places) {
    List<SuppressionState> locked;
    do { // what was there may be cleaned before it is locked
      makePlaces(places);
      locked = read(places, "for update");
    } while (locked.size() < places.size());
    return locked;
  }

  /** Reads the states of these places as they are committed. */
  List<SuppressionState> read(SortedSet<Place> places) {
    return read(places, "");
  }

  /** Writes states whose places are locked. */
  void save(List<SuppressionState> states) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (SuppressionState state : states) {
      Place place = state.place();
      rows.add(
          new @Nullable Object[] {
            state.wishes(),
            state.content(),
            state.endsAt(),
            state.delivery(),
            place.hook(),
            place.kind(),
            place.key()
          });
    }
    sql.batch(
        """
        update suppression set wishes = ?, content = ?, ends_at = ?, delivery = ?
         where event_hook = ? and kind = ? and state_key = ?
        """,
        rows);
  }

  /** What came to nothing must not hold back what comes next. */
  public void ended(UUID delivery, DeliveryStatus status) {
    if (status != DeliveryStatus.DELIVERED && status != DeliveryStatus.PENDING) {
      forgetDelivery(delivery);
    }
  }

  /** Forgets what the recording of a delivery set: it came to nothing. */
  public void forgetDelivery(UUID delivery) {
    sql.update("delete from suppression where delivery = ?", delivery);
  }

  /** As {@link #forgetDelivery}, for the cancelled deliveries of a worker event. */
  public void forgetEvent(UUID workerEvent) {
    sql.update(
        """
        delete from suppression where delivery in
          (select id from delivery where worker_event = ? and status = 'CANCELLED')
        """,
        workerEvent);
  }

  /** Forgets all of a hook. */
  public void forgetHook(UUID hook) {
    sql.update("delete from suppression where event_hook = ?", hook);
  }

  /**
   * Removes a batch of what holds nothing back any more; never waits for a recording.
   *
   * @return whether there may be more
   */
  public boolean clean(Instant now, int limit) {
    int over = delete("ends_at <= ? order by ends_at", limit, now);
    // never opened, or left by a recording that was on its way when its hook was deleted
    int left =
        delete(
            """
            ends_at is null and (kind = 'SNOOZE' or not exists
              (select 1 from event_hook h where h.id = suppression.event_hook))
            """,
            limit);
    return over == limit || left == limit;
  }

  private int delete(String condition, int limit, Object... arguments) {
    List<@Nullable Object[]> rows =
        sql.query(
            "select event_hook, kind, state_key from suppression where %s limit %d %s"
                .formatted(condition, limit, "for update skip locked"),
            row ->
                new @Nullable Object[] {
                  row.getObject(1, UUID.class), row.getString(2), row.getString(3)
                },
            arguments);
    sql.batch("delete from suppression where event_hook = ? and kind = ? and state_key = ?", rows);
    return rows.size();
  }

  /** A row that is not there cannot be locked. */
  private void makePlaces(SortedSet<Place> places) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (Place place : places) {
      rows.add(new Object[] {place.hook(), place.kind(), place.key()});
    }
    sql.batch(
        """
        insert into suppression (event_hook, kind, state_key, wishes) values (?, ?, ?, '')
        on conflict do nothing
        """,
        rows);
  }

  private List<SuppressionState> read(SortedSet<Place> places, String lock) {
    var states = new ArrayList<SuppressionState>();
    var ordered = new ArrayList<>(places);
    for (int from = 0; from < ordered.size(); from += CHUNK) {
      List<Place> chunk = ordered.subList(from, Math.min(from + CHUNK, ordered.size()));
      states.addAll(readChunk(chunk, lock));
    }
    return states;
  }

  private List<SuppressionState> readChunk(List<Place> places, String lock) {
    var arguments = new ArrayList<Object>();
    for (Place place : places) {
      arguments.addAll(List.of(place.hook(), place.kind(), place.key()));
    }
    return sql.query(
        """
        select event_hook, kind, state_key, wishes, content, ends_at, delivery from suppression
         where (event_hook, kind, state_key) in (%s)
         order by event_hook, kind, state_key %s
        """
            .formatted(
                String.join(",", java.util.Collections.nCopies(places.size(), "(?, ?, ?)")), lock),
        SuppressionStore::read,
        arguments.toArray());
  }

  private static SuppressionState read(ResultSet row) throws SQLException {
    var place =
        new Place(
            row.getObject("event_hook", UUID.class),
            Kind.valueOf(row.getString("kind")),
            row.getString("state_key"));
    return new SuppressionState(
        place,
        row.getString("wishes"),
        row.getString("content"),
        Sql.instant(row, "ends_at"),
        row.getObject("delivery", UUID.class));
  }
}
