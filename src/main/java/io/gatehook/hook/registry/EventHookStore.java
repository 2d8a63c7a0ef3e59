package io.gatehook.hook.registry;

import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookDeleted;
import io.gatehook.hook.HookProblem;
import io.gatehook.hook.HookReconfigured;
import io.gatehook.hook.HookSwitched;
import io.gatehook.sql.InTransaction;
import io.gatehook.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Keeps the hooks. Every change takes the row of the revision first, which tells the other nodes of
 * it and puts all changes of hooks in one line.
 */
@ApplicationScoped
@InTransaction
public class EventHookStore {
  private static final String REVISION = "select revision from hook_revision where id = 1";

  @PersistenceContext(unitName = "gatehook")
  EntityManager entities;

  @Inject Sql sql;
  @Inject Event<HooksChanged> changes;
  @Inject Event<HookDeleted> deletions;
  @Inject Event<HookSwitched> switches;
  @Inject Event<HookReconfigured> reconfigurations;

  /** All hooks at a revision, or a little later. */
  public record Revision(long number, List<EventHook> hooks) {}

  public Optional<EventHook> find(UUID id) {
    return Optional.ofNullable(entities.find(EventHook.class, id));
  }

  /** Ordered by created_at and id, from behind the given pair. */
  public List<EventHook> page(String workspace, int size, long afterCreatedAt, UUID afterId) {
    return entities
        .createQuery(
            """
            select h from EventHook h
            where h.workspace = :workspace
              and (h.createdAt > :createdAt or h.createdAt = :createdAt and h.id > :id)
            order by h.createdAt, h.id""",
            EventHook.class)
        .setParameter("workspace", workspace)
        .setParameter("createdAt", afterCreatedAt)
        .setParameter("id", afterId)
        .setMaxResults(size)
        .getResultList();
  }

  /**
   * Every hook of every workspace, oldest first, as they are committed: read in a transaction of
   * its own, so that nobody is told of hooks that the caller's transaction may yet roll back.
   */
  @InTransaction(own = true)
  Revision load() {
    // The revision first: hooks newer than it only mean one load too many, never one too few.
    return new Revision(revision(), all());
  }

  private List<EventHook> all() {
    return entities
        .createQuery("select h from EventHook h order by h.createdAt, h.id", EventHook.class)
        .getResultList();
  }

  /**
   * Grows with every change of a hook. Not read in the caller's transaction: one that held a
   * connection while it waits for {@link #load()} to get another could wait for itself. And by JPA:
   * the server loses connections that are taken while it has put a transaction aside.
   */
  @InTransaction(own = true)
  long revision() {
    Object revision = entities.createNativeQuery(REVISION).getSingleResult();
    return ((Number) revision).longValue();
  }

  /** As {@link #revision()}, but as the current transaction sees it. */
  long revisionSeen() {
    return sql.query(REVISION, row -> row.getLong(1)).get(0);
  }

  /**
   * Adds a hook.
   *
   * @throws HookProblem when the id is taken
   */
  public void insert(EventHook hook) {
    beginChange();
    if (entities.find(EventHook.class, hook.id()) != null) {
      throw HookProblem.primaryKeyViolation(hook.id());
    }
    entities.persist(hook);
  }

  /**
   * Puts another in the place of a hook. What the change throws leaves everything as it was.
   *
   * @throws HookProblem when there is none of that id
   */
  public EventHook update(UUID id, UnaryOperator<EventHook> change) {
    beginChange();
    EventHook stored = find(id).orElseThrow(() -> HookProblem.notFound(id));
    EventHook changed = change.apply(stored);
    replace(stored, changed);
    return changed;
  }

  /** Adds the hook, or puts it in the place of the one with its id. */
  public void put(EventHook hook) {
    beginChange();
    find(hook.id()).ifPresentOrElse(stored -> replace(stored, hook), () -> entities.persist(hook));
  }

  private void replace(EventHook stored, EventHook hook) {
    boolean switched = stored.enabled() != hook.enabled();
    boolean reconfigured = !stored.isCalledAs(hook);
    entities.merge(hook);
    if (switched) {
      switches.fire(new HookSwitched(hook.id(), hook.enabled()));
    }
    if (reconfigured) {
      reconfigurations.fire(new HookReconfigured(hook.id()));
    }
  }

  /** Deletes the hook. False: there is none. */
  public boolean delete(UUID id) {
    EventHook hook = entities.find(EventHook.class, id);
    if (hook == null) {
      return false;
    }
    beginChange();
    entities.remove(hook);
    deletions.fire(new HookDeleted(id));
    return true;
  }

  private void beginChange() {
    entities
        .createNativeQuery("update hook_revision set revision = revision + 1 where id = 1")
        .executeUpdate();
    changes.fire(new HooksChanged());
  }
}
