package io.gatehook.delivery.operator;

import io.gatehook.delivery.operator.HistoryStore.Place;
import java.util.List;
import java.util.UUID;

/**
 * Deliveries that a redelivery looks at in one transaction.
 *
 * @param full whether there may be more behind them
 */
record RedeliveryBatch(List<Found> found, boolean full) {

  /**
   * A delivery that the filter matches.
   *
   * @param sendable whether its event and its hook are there
   */
  record Found(Place place, boolean sendable) {}

  List<UUID> sendable() {
    return found.stream().filter(Found::sendable).map(each -> each.place().id()).toList();
  }

  long failed() {
    return found.stream().filter(each -> !each.sendable()).count();
  }

  /** Where the next batch begins behind. */
  Place end(Place begin) {
    return found.isEmpty() ? begin : found.get(found.size() - 1).place();
  }
}
