package io.gatehook.delivery.operator;

import io.gatehook.delivery.Attempt;
import io.gatehook.delivery.Delivery;
import io.gatehook.delivery.RecordedEvent;
import io.gatehook.sql.InTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what was recorded: events, deliveries, attempts. */
@ApplicationScoped
@InTransaction
public class HistoryStore {
  @PersistenceContext(unitName = "gatehook")
  private EntityManager entities;

  /** A place in the order of lists: created_at, then id. */
  public record Place(Instant createdAt, UUID id) {
    /** Before everything. */
    public static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));
  }

  public Optional<Delivery> delivery(UUID id) {
    return Optional.ofNullable(entities.find(Delivery.class, id));
  }

  /** Oldest first. */
  public List<Attempt> attempts(UUID delivery) {
    return entities
        .createQuery(
            "select a from Attempt a where a.delivery = :delivery order by a.number, a.startedAt, a.id",
            Attempt.class)
        .setParameter("delivery", delivery)
        .getResultList();
  }

  public Optional<RecordedEvent> event(UUID id) {
    return Optional.ofNullable(entities.find(RecordedEvent.class, id));
  }

  /** The newest event with the sender's key: a key may be used again after its window. */
  public Optional<RecordedEvent> eventByKey(String source, String key) {
    return entities
        .createQuery(
            """
            select e from RecordedEvent e where e.source = :source and e.key = :key
             order by e.receivedAt desc
            """,
            RecordedEvent.class)
        .setParameter("source", source)
        .setParameter("key", key)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Oldest first. */
  public List<Delivery> deliveriesOf(UUID workerEvent) {
    return entities
        .createQuery(
            "select d from Delivery d where d.workerEvent = :event order by d.createdAt, d.id",
            Delivery.class)
        .setParameter("event", workerEvent)
        .getResultList();
  }

  /**
   * Deliveries in the order of created_at, id.
   *
   * @param after begins behind this place
   */
  public List<Delivery> page(DeliveryFilter filter, Place after, int size) {
    var conditions = new LinkedHashMap<String, Object>();
    add(conditions, "d.status = :status", filter.status());
    add(conditions, "d.eventHook = :hook", filter.eventHook());
    add(conditions, "d.source = :source", filter.source());
    add(conditions, "d.event = :event", filter.event());
    add(conditions, "d.createdAt >= :since", filter.since());
    add(conditions, "d.createdAt < :until", filter.until());
    conditions.put("d.createdAt >= :time", after.createdAt());
    conditions.put("(d.createdAt > :time or d.id > :id)", after.id());
    return query(conditions).setMaxResults(size).getResultList();
  }

  private TypedQuery<Delivery> query(Map<String, Object> conditions) {
    String where = " where " + String.join(" and ", conditions.keySet());
    TypedQuery<Delivery> query =
        entities.createQuery(
            "select d from Delivery d" + where + " order by d.createdAt, d.id", Delivery.class);
    conditions.forEach((condition, value) -> query.setParameter(parameter(condition), value));
    return query;
  }

  private static String parameter(String condition) {
    return condition.substring(condition.lastIndexOf(':') + 1).replace(")", "");
  }

  private static void add(
      Map<String, Object> conditions, String condition, @Nullable Object value) {
    if (value != null) {
      conditions.put(condition, value);
    }
  }
}
