package io.gatehook.delivery.operator;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.operator.HistoryStore.Place;
import io.gatehook.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator's wish to send many finished deliveries again, and how far it is.
 *
 * @param filter which deliveries
 * @param createdAt when it was asked: what finished later is not meant
 * @param finishedAt null: it runs
 */
public record Redelivery(
    UUID id,
    DeliveryFilter filter,
    RedeliveryStatus status,
    Progress progress,
    Instant createdAt,
    @Nullable Instant finishedAt) {
  /** What {@link #read} reads; the rest of a statement is to follow. */
  static final String SELECT = "select * from redelivery ";

  /**
   * How far it is.
   *
   * @param matched deliveries that the filter matched when it was asked
   * @param done deliveries that were made due again
   * @param failed deliveries that cannot be sent again: the event is erased, or the hook deleted
   * @param reached the delivery that was looked at last
   * @param batchAt when the last batch was made due; before the first one, when it was asked
   */
  public record Progress(long matched, long done, long failed, Place reached, Instant batchAt) {}

  static Redelivery read(ResultSet row) throws SQLException {
    var reached =
        new Place(Sql.requiredInstant(row, "reached_at"), row.getObject("reached_id", UUID.class));
    return new Redelivery(
        row.getObject("id", UUID.class),
        filter(row),
        RedeliveryStatus.valueOf(row.getString("status")),
        new Progress(
            row.getLong("matched"),
            row.getLong("done"),
            row.getLong("failed"),
            reached,
            Sql.requiredInstant(row, "batch_at")),
        Sql.requiredInstant(row, "created_at"),
        Sql.instant(row, "finished_at"));
  }

  private static DeliveryFilter filter(ResultSet row) throws SQLException {
    String status = row.getString("delivery_status");
    return new DeliveryFilter(
        status == null ? null : DeliveryStatus.valueOf(status),
        row.getObject("event_hook", UUID.class),
        row.getString("source"),
        row.getString("event"),
        Sql.instant(row, "since"),
        Sql.instant(row, "until"));
  }
}
