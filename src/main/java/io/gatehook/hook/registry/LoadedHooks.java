package io.gatehook.hook.registry;

import io.gatehook.handler.Handlers;
import io.gatehook.hook.match.HookMatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The hooks as this node last loaded them: what matching and calling work with, without I/O. A
 * change made on this node shows as soon as it is committed, one made elsewhere after the next
 * {@link #refreshIfStale()}.
 */
@ApplicationScoped
public class LoadedHooks {
  @Inject EventHookStore store;
  @Inject Handlers handlers;
  @Inject Event<HooksMended> mended;

  private volatile HookSnapshot snapshot = HookSnapshot.NONE;

  /** Reads all hooks. Called at the start; blocks on the store. */
  public void load() {
    EventHookStore.Revision loaded = store.load();
    Set<UUID> hooks = publish(snapshot.followedBy(loaded.number(), loaded.hooks(), handlers));
    if (!hooks.isEmpty()) {
      mended.fire(new HooksMended(hooks));
    }
  }

  /** Loads again if any node changed a hook since. Costs one read of one row when none did. */
  public void refreshIfStale() {
    if (store.revision() > snapshot.revision()) {
      load();
    }
  }

  /** Whether the current transaction sees hooks of which this node does not know. */
  public boolean areStale() {
    return store.revisionSeen() > snapshot.revision();
  }

  /** Decides which hooks want an event. */
  public HookMatcher matcher() {
    return current().matcher();
  }

  /** Whether any hook is ordered. */
  public boolean anyOrdered() {
    return current().ordered();
  }

  /** The hook, with its handler. Empty: deleted. */
  public Optional<ReadyHook> find(UUID id) {
    return Optional.ofNullable(current().ready().get(id));
  }

  void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) HooksChanged change) {
    refreshIfStale();
  }

  private HookSnapshot current() {
    if (snapshot.revision() < 0) {
      load();
    }
    return snapshot;
  }

  // Loading itself is not under the lock: a caller may hold a connection that the loader waits for.
  private synchronized Set<UUID> publish(HookSnapshot loaded) {
    HookSnapshot before = snapshot;
    if (loaded.revision() < before.revision()) {
      return Set.of();
    }
    snapshot = loaded;
    return loaded.mendedSince(before);
  }
}
