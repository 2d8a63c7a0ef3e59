package io.gatehook.hook.registry;

import static java.util.Comparator.comparing;

import io.gatehook.hook.EventHook;
import io.gatehook.hook.HookProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Keeps hooks in a map. */
public class FakeEventHookStore extends EventHookStore {
  public final Map<UUID, EventHook> hooks = new LinkedHashMap<>();
  public long revision;
  public int loads;

  @Override
  public Optional<EventHook> find(UUID id) {
    return Optional.ofNullable(hooks.get(id));
  }

  @Override
  public List<EventHook> page(String workspace, int size, long afterCreatedAt, UUID afterId) {
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
  public void insert(EventHook hook) {
    if (hooks.containsKey(hook.id())) {
      throw HookProblem.primaryKeyViolation(hook.id());
    }
    put(hook);
  }

  @Override
  public EventHook update(UUID id, UnaryOperator<EventHook> change) {
    EventHook changed = change.apply(find(id).orElseThrow(() -> HookProblem.notFound(id)));
    put(changed);
    return changed;
  }

  @Override
  public void put(EventHook hook) {
    hooks.put(hook.id(), hook);
    revision++;
  }

  @Override
  public boolean delete(UUID id) {
    boolean deleted = hooks.remove(id) != null;
    revision += deleted ? 1 : 0;
    return deleted;
  }
}
