package io.gatehook.delivery.health;

import io.gatehook.delivery.Incarnation;
import io.gatehook.event.WorkerEvent;
import io.gatehook.event.WorkerEvents;
import io.gatehook.hook.registry.LoadedHooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells of hooks, in the current transaction: news are as durable as what they tell of. Hooks that
 * want news are not told of, or one that fails would make ever more for itself.
 */
@ApplicationScoped
class HookNews {
  @Inject LoadedHooks hooks;
  @Inject Incarnation node;
  @Inject Event<WorkerEvents> events;

  /** A thing to tell. */
  record Item(UUID hook, HookEvent event, HookEvent.Facts facts) {}

  void tell(List<Item> items) {
    if (items.isEmpty()) {
      return;
    }
    hooks.refreshIfStale(); // other nodes' hooks are told of too, and none that now wants news
    List<WorkerEvent> told = items.stream().map(this::event).flatMap(Optional::stream).toList();
    if (!told.isEmpty()) {
      events.fire(WorkerEvents.of(told));
    }
  }

  private Optional<WorkerEvent> event(Item item) {
    return hooks
        .find(item.hook())
        .filter(ready -> !ready.hook().source().equals(HookEvent.SOURCE))
        .map(ready -> item.event().of(ready.hook(), item.facts(), node.nodeId()));
  }
}
