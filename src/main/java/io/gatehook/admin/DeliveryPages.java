package io.gatehook.admin;

import io.gatehook.admin.Paging.Position;
import io.gatehook.delivery.operator.DeliveryFilter;
import io.gatehook.delivery.operator.HistoryStore;
import io.gatehook.delivery.operator.HistoryStore.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Lists deliveries page by page, wherever in the API the list hangs. */
@ApplicationScoped
class DeliveryPages {
  @Inject HistoryStore history;

  /**
   * The page that the query asks for.
   *
   * @param path of the list
   */
  Response page(String path, JsonObject query, DeliveryFilter filter) {
    Paging paging = Paging.of(query);
    var entries = history.page(filter, place(paging.after()), paging.limit());
    return Answers.ok(
        paging.page(
            path + DeliveryQuery.kept(query),
            entries,
            DeliveryViews::delivery,
            delivery -> position(delivery.createdAt(), delivery.id())));
  }

  /** An offset is the client's word: one from before 1970 would be out of PostgreSQL's range. */
  static Place place(Position after) {
    return after.createdAt() < 0
        ? Place.START
        : new Place(Instant.EPOCH.plus(after.createdAt(), ChronoUnit.MICROS), after.id());
  }

  static Position position(Instant createdAt, UUID id) {
    return new Position(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt), id);
  }
}
