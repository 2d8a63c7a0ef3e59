package io.gatehook.delivery.operator;

import io.gatehook.delivery.UuidV7;
import io.gatehook.delivery.operator.HistoryStore.Place;
import io.gatehook.schema.InvalidEntity;
import io.gatehook.schema.Violations;
import io.gatehook.sql.InTransaction;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends many finished deliveries again; {@link Redeliverer} does it, batch by batch. */
@ApplicationScoped
@InTransaction
public class Redeliveries {
  /** Most that run at one time. */
  public static final int MAX_RUNNING = 10;

  /** Most deliveries of one: a filter that matches more is too wide to be meant. */
  public static final int MAX_MATCHED = 1_000_000;

  private static final Logger LOG = System.getLogger(Redeliveries.class.getName());

  @Inject RedeliveryStore store;
  @Inject UuidV7 ids;
  @Inject Clock clock;

  /**
   * How many deliveries would be sent again.
   *
   * @throws InvalidEntity if it is more than {@link #MAX_MATCHED}
   */
  public long count(DeliveryFilter filter) {
    return count(filter, clock.instant());
  }

  /**
   * Has the deliveries sent again that are finished now and match the filter.
   *
   * @throws InvalidEntity if it matches more than {@link #MAX_MATCHED}
   * @throws DeliveryProblem if {@link #MAX_RUNNING} run already
   */
  public Redelivery begin(DeliveryFilter filter) {
    Instant now = clock.instant();
    if (store.running() >= MAX_RUNNING) {
      throw new DeliveryProblem(
          DeliveryProblem.Code.TOO_MANY,
          "%d redeliveries run, which is the most: wait for one, or cancel it"
              .formatted(MAX_RUNNING));
    }
    long matched = count(filter, now);
    UUID id = ids.at(now);
    store.insert(id, filter, matched, now);
    LogEntry.log(
        LOG, Level.INFO, "redelivery {redelivery} of {matched} deliveries begins", id, matched);
    return known(id);
  }

  public Optional<Redelivery> find(UUID id) {
    return store.find(id);
  }

  /** In the order of created_at, id, from behind the place. */
  public List<Redelivery> page(Place after, int size) {
    return store.page(after, size);
  }

  /**
   * Ends one; what it has made due stays due.
   *
   * @throws DeliveryProblem if it is unknown or does not run
   */
  public Redelivery cancel(UUID id) {
    boolean cancelled = store.cancel(id, clock.instant());
    Redelivery redelivery = known(id);
    if (!cancelled) {
      throw new DeliveryProblem(
          DeliveryProblem.Code.WRONG_STATE,
          "redelivery %s: it is %s".formatted(id, redelivery.status().apiName()));
    }
    LogEntry.log(LOG, Level.INFO, "redelivery {redelivery} cancelled", id);
    return redelivery;
  }

  private long count(DeliveryFilter filter, Instant finishedBy) {
    long matched = store.count(filter, finishedBy, MAX_MATCHED + 1);
    if (matched > MAX_MATCHED) {
      throw new InvalidEntity(
          Violations.of("filter", "matches more than %d deliveries".formatted(MAX_MATCHED)));
    }
    return matched;
  }

  private Redelivery known(UUID id) {
    return store
        .find(id)
        .orElseThrow(
            () -> new DeliveryProblem(DeliveryProblem.Code.NOT_FOUND, "no redelivery " + id));
  }
}
