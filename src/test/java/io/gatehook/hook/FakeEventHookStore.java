package io.gatehook.hook;

import static java.util.Comparator.comparing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Keeps hooks in a map. */
class FakeEventHookStore extends EventHookStore {
  final Map<UUID, EventHook> hooks = new LinkedHashMap<>();
  long revision;
  int loads;

  @Override
  Optional<EventHook> find(UUID id) {
    return Optional.ofNullable(hooks.get(id));
  }

  @Override
  List<EventHook> page(String workspace, int size, long afterCreatedAt, UUID afterId) {
    return hooks.values().stream().limit(size).toList();
  }

  @Override
  Revision load() {
    loads++;
    return new Revision(
        revision, hooks.values().stream().sorted(comparing(EventHook::id)).toList());
  }

  @Override
  long revision() {
    return revision;
  }

  @Override
  void insert(EventHook hook) {
    if (hooks.containsKey(hook.id())) {
      throw HookProblem.primaryKeyViolation(hook.id());
    }
    put(hook);
  }

  @Override
  EventHook update(UUID id, UnaryOperator<EventHook> change) {
    EventHook changed = change.apply(find(id).orElseThrow(() -> HookProblem.notFound(id)));
    put(changed);
    return changed;
  }

  @Override
  void put(EventHook hook) {
    hooks.put(hook.id(), hook);
    revision++;
  }

  @Override
  boolean delete(UUID id) {
    boolean deleted = hooks.remove(id) != null;
    revision += deleted ? 1 : 0;
    return deleted;
  }
}
