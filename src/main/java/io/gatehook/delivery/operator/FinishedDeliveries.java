package io.gatehook.delivery.operator;

import io.gatehook.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The deliveries {@code d} that a redelivery means, as a condition of a statement. */
final class FinishedDeliveries {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> arguments = new ArrayList<>();

  /**
   * @param finishedBy what finished later is not meant
   */
  FinishedDeliveries(DeliveryFilter filter, Instant finishedBy) {
    if (filter.status() == null) {
      DeliveryStatus.FINISHED.forEach(status -> arguments.add(status));
      conditions.add("d.status in (?, ?, ?, ?)");
    }
    add("d.status = ?", filter.status());
    add("d.event_hook = ?", filter.eventHook());
    add("d.source = ?", filter.source());
    add("d.event = ?", filter.event());
    add("d.created_at >= ?", filter.since());
    add("d.created_at < ?", filter.until());
    add("d.finished_at <= ?", finishedBy);
  }

  String condition() {
    return String.join(" and ", conditions);
  }

  /** With those of what follows in the statement. */
  Object[] arguments(Object... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toArray();
  }

  private void add(String condition, @Nullable Object argument) {
    if (argument != null) {
      conditions.add(condition);
      arguments.add(argument);
    }
  }
}
